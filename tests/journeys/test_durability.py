"""No accepted answer is lost, whether the program is killed between two prompts or its terminal closes."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pytest

from alliance_cli.storage.file.keys import Key, derive
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of
from tests.journeys.program import PASSPHRASE, Home
from tests.journeys.terminal import Terminal

TYPED = {
    "strongest.1.note": ("Laughed about the boxes", "Laughed about the boxes"),
    "strongest.1.component": ("3", "bond"),
    "strongest.2.note": ("", None),
    "ruptures.1.note": ("Went quiet", "Went quiet"),
    "ruptures.1.noticed_by": ("1", "clinician"),
    "ruptures.1.marker": ("2", "confrontation"),
    "ruptures.1.component": ("goals", "goals"),
    "ruptures.1.own_part": ("I was in a hurry", "I was in a hurry"),
    "ruptures.1.plan": ("Ask first", "Ask first"),
    "ruptures.2.note": ("", None),
    "clinician-strength": ("6", 6),
    "clinician-resolved": ("", None),
    "clinician-understood": ("7", 7),
    "clinician-goals": ("", None),
    "clinician-tasks": ("5", 5),
    "clinician-bond": ("4", 4),
}
"""Every prompt of a reflection in order: the typed text, and the stored value."""
LINES = [line for line, _ in TYPED.values()]
KEPT = {prompt: value for prompt, (_, value) in TYPED.items()}


@pytest.fixture(scope="session")
def begun_vault(new_vault: Path, keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a vault in which J7 has a session of today."""
    home = Home(tmp_path_factory.mktemp("begun"), keys)
    shutil.copytree(new_vault, home.folder)
    home.keep("session", "client-bond: 8")
    return home.folder


@pytest.fixture
def seen(bare: Home, begun_vault: Path) -> Home:
    """A home in which J7 was seen today, so that a reflection comes next."""
    shutil.copytree(begun_vault, bare.folder)
    return bare


@pytest.fixture(scope="session")
def key(begun_vault: Path) -> Key:
    return derive(PASSPHRASE, salt_of(begun_vault / "vault.db"))


def first(count: int) -> dict[str, object]:
    return dict(list(KEPT.items())[:count])


def reflected(home: Home) -> dict[str, object]:
    """The answers of the reflection that history shows."""
    answers = home.history()["sessions"][-1]["answers"]
    return {each["prompt"]: each["value"] for each in answers if each["phase"] == "post-session"}


def answered(home: Home, count: int) -> Terminal:
    """A reflection with its first prompts answered and the next one showing."""
    terminal = home.terminal("reflect", "J7")
    for line in LINES[:count]:
        terminal.answers("", line)
    terminal.asked("")
    return terminal


def goes_on_at(home: Home, count: int) -> None:
    """Check that resuming asks for exactly the unanswered prompts."""
    resumed = home.forked("reflect", "J7", stdin="".join(f"{line}\n" for line in LINES[count:]))
    assert resumed.returncode == 0, resumed.stderr
    assert "Go on with" not in resumed.stderr


@pytest.mark.parametrize("count", range(len(TYPED)))
def test_a_kill_between_any_two_prompts_loses_nothing(seen: Home, count: int) -> None:
    answered(seen, count).signalled(signal.SIGKILL)
    assert reflected(seen) == first(count)
    goes_on_at(seen, count)


@pytest.mark.usefixtures("derives")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_termination_by_the_system_loses_nothing(seen: Home, number: signal.Signals) -> None:
    answered(seen, 6).signalled(number)
    assert reflected(seen) == first(6)
    goes_on_at(seen, 6)
    assert reflected(seen) == KEPT


def test_closing_the_terminal_loses_nothing(seen: Home) -> None:
    answered(seen, 4).vanish()
    assert reflected(seen) == first(4)


def steps_in(path: Path, key: Key) -> set[str]:
    """The steps that a second connection now finds in the vault's file."""
    vault = Vault.open(path, key)
    try:
        return {row["step"] for row in vault.rows("SELECT step FROM answer") if row["step"] in TYPED}
    finally:
        vault.close()


def test_each_answer_is_on_disk_before_the_next_prompt_appears(seen: Home, key: Key) -> None:
    terminal = seen.terminal("reflect", "J7")
    for count, line in enumerate(LINES):
        terminal.asked("")
        assert {each.name for each in seen.folder.iterdir()} - {"last-seen"} == {"vault.db"}
        copied = shutil.copy(seen.vault, seen.work / "copied.db")
        assert steps_in(Path(copied), key) == set(first(count))
        terminal.types(line)
    terminal.ends()
    assert steps_in(seen.vault, key) == set(TYPED)
