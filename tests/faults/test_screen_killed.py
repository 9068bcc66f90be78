"""The full screen is killed at random keys; accepted answers and drafts older than two seconds are kept."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from alliance_cli.storage.file.keys import Key, derive
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of
from tests.faults.conftest import FAULTS
from tests.journeys.program import PASSPHRASE, Home
from tests.journeys.terminal import Terminal
from tests.journeys.wording import PREP, REFLECT, SESSION

KILLS = int(os.environ.get("SCREEN_KILLS", 1 if FAULTS == 1 else min(FAULTS, 67)))
"""How often each walk is killed."""
DRAFTED = 2.0
"""Seconds after which a text is kept as a draft."""
LETTERS = "abcdefghijklmnopqrstuvwxyzäöß[]<>"


class Asked(NamedTuple):
    """One question: its step, its first words, and what to type if it does not take free text."""

    step: str
    begins: str
    picks: str = ""
    opens: str = ""
    """A key that opens the input first."""


PLANS = {
    "prep": [Asked(name, PREP[name]) for name in ("grounded", "carry-over", "intention")],
    "session": [
        *(Asked(name, SESSION[name], opens="\r") for name in ("opening", "mid-point", "closing")),
        Asked("tension", SESSION["tension"], "n"),
        *(Asked(f"client-{name}", SESSION[f"client-{name}"], "7") for name in ("understood", "goals", "tasks", "bond")),
    ],
    "reflect": [
        Asked("strongest.1.note", REFLECT["strongest"]),
        Asked("strongest.1.component", REFLECT["strongest.component"], "3"),
        Asked("strongest.2.note", REFLECT["strongest.again"]),
    ],
}


class Struck(NamedTuple):
    """A killed walk: the questions before the visible one, with their texts, and the text typed at the visible one."""

    accepted: dict[str, str]
    half: str


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Key]:
    """A home in which J7 was seen once, long ago, and its key."""
    root = tmp_path_factory.mktemp("made")
    (root / "keys").mkdir()
    home = Home(root, root / "keys")
    assert home.forked("init").returncode == 0
    home.keep("reflect", "learned: x\n", "--on", "2020-01-02")
    return home, derive(PASSPHRASE, salt_of(home.vault))


@pytest.fixture
def machine(made: tuple[Home, Key], tmp_path: Path) -> Iterator[Callable[[], Home]]:
    """A function that makes another copy of that home with each call."""
    homes: list[Home] = []

    def copied() -> Home:
        root = tmp_path / str(len(homes))
        root.mkdir()
        homes.append(Home(root, made[0].keys))
        shutil.copytree(made[0].folder, homes[-1].folder)
        return homes[-1]

    yield copied
    for home in homes:
        home.close()


def struck(home: Home, walk: str, rng: random.Random, *, waits: bool) -> Struck:
    """Walk, kill the program at a random key, and return what it had accepted; ``waits`` lets the draft be saved."""
    plan = PLANS[walk]
    typed = {each.step: each.picks or "".join(rng.choices(LETTERS, k=rng.randint(3, 12))) for each in plan}
    keys = [(each, key) for each in plan for key in f"{each.opens}{typed[each.step]}\r"]
    terminal = home.terminal(walk, "J7", rows=40, ALLIANCE_LINE=None)
    terminal.shows(plan[0].begins)
    sent = keys[: rng.randint(1, len(keys) - 1)]
    for _each, key in sent:
        terminal.sends(key)
        terminal.rests(rng.choice((0, 0, 0.01, 0.1)))
    terminal.rests(DRAFTED + 0.1 if waits else rng.choice((0, 0.02, 0.1, 0.4)))
    os.kill(terminal.pid, signal.SIGKILL)
    at = _shown(terminal, plan)
    half = "".join(key for each, key in sent if each is plan[at]).strip("\r")
    return Struck({each.step: typed[each.step] for each in plan[:at]}, "" if plan[at].picks else half)


def _shown(terminal: Terminal, plan: list[Asked]) -> int:
    """Which question was shown last."""
    terminal.rests(0.05)
    return max(place for place, each in enumerate(plan) if each.begins in terminal.window.shown)


@pytest.mark.parametrize("walk", PLANS)
def test_a_kill_at_any_key_loses_no_accepted_answer_and_no_draft(
    walk: str, made: tuple[Home, Key], machine: Callable[[], Home], record_property: Callable[[str, object], None]
) -> None:
    rng, drafts = random.Random(walk), 0
    for number in range(KILLS):
        home, waits = machine(), number % 3 == 0
        killed = struck(home, walk, rng, waits=waits)
        vault = Vault.open(home.vault, made[1])
        kept = {row["step"] for row in vault.rows("SELECT step FROM answer JOIN walk ON walk.id = walk")}
        words = {json.loads(row["value"]) for row in vault.rows("SELECT value FROM answer WHERE value NOT NULL")}
        words |= {row["note"] for row in vault.rows("SELECT note FROM moment")}
        half = [row["text"] for row in vault.rows("SELECT text FROM draft")]
        vault.close()
        assert set(killed.accepted) <= kept, (walk, number)
        texts = [text for text in killed.accepted.values() if len(text) > 1]
        assert set(texts) <= words, (walk, number)
        if waits and killed.half:
            drafts += 1
            assert killed.half in {*half, *words}, (walk, number)
    record_property(f"the full screen killed at a random key: {walk}", KILLS)
    record_property(f"the full screen killed with a draft of two seconds: {walk}", drafts)
