"""A rare word is typed wherever text can be typed, and must appear only where it was requested."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.program import PASSPHRASE, Home
from tests.journeys.wording import PREP, REFLECT, SESSION

pytestmark = pytest.mark.usefixtures("derives")

RARE = "wolkenbruchglas"
FAILS_WHILE_KEEPING = """
import sys
from alliance_cli.cli import root as cli
from alliance_cli.storage.topics.answers import AnswerStore
def save(self, walk, events, *_):
    raise KeyError(str([value for _, value in events]))  # as a defect would that carries an answer in its message
AnswerStore.save = save
sys.argv = sys.argv[1:]
cli.main()
"""
BROKEN_YAML = (
    f"grounded: '{RARE}",
    f"grounded: {RARE}: {RARE}",
    f"the {RARE} said: x",
    f"grounded:\n\t- {RARE}",
    f"grounded: &{RARE} x\nintention: *{RARE}",
    f"grounded: !{RARE} x",
    f"- {RARE}",
    f"grounded: [{RARE}, {RARE}]",
    f'grounded: "\\q{RARE}"',
    f"grounded: {RARE}\ngrounded: {RARE}",
    f"{RARE}\n---\n{RARE}",
)


def places(home: Home) -> Iterator[tuple[Path, bytes]]:
    """The content of every file on the disk."""
    for path in home.root.rglob("*"):
        yield path, path.read_bytes() if path.is_file() else b""


def traces(home: Home) -> list[str]:
    """The files that contain the rare word or the passphrase, in any case and in UTF-8 or UTF-16."""
    secrets = [word.encode(encoding) for word in (RARE, PASSPHRASE) for encoding in ("utf-8", "utf-16-le")]
    return [
        str(path)
        for path, content in places(home)
        if RARE in path.name or any(secret.lower() in content.lower() for secret in secrets)
    ]


def quiet(told: subprocess.CompletedProcess[str], code: int) -> None:
    """Check that a run ended with this code and repeated nothing that was typed."""
    assert told.returncode == code, told.stderr
    assert RARE not in (told.stdout + told.stderr).lower()


def type_a_day(home: Home) -> None:
    prep = home.terminal("prep", "J7", "--new", ALLIANCE_PASSPHRASE=None)
    prep.unseen("Passphrase: ", PASSPHRASE)
    prep.answers(PREP["grounded"], RARE)
    prep.answers(PREP["carry-over"], f"one {RARE}\\", f"two {RARE}")
    prep.asked(PREP["intention"])
    prep.holds(RARE)
    prep.presses("c")
    prep.ends(130)
    session = home.terminal("session", "J7", "--full")
    for prompt in ("opening", "mid-point", "closing"):
        session.answers(SESSION[prompt], RARE)
    session.answers(SESSION["tension"], RARE)
    session.answers("Answer y or n", "y")
    session.answers(SESSION["tension-note"], f"He said \x1b[200~{RARE}\n{RARE}\x1b[201~")
    session.answers(SESSION["tension-strength"], "")
    session.answers(SESSION["tension-resolved"], "")
    session.asked(SESSION["felt"])
    session.signalled(signal.SIGKILL)


def test_the_search_finds_unencrypted_words(home: Home) -> None:
    (home.work / "note.txt").write_text(f"x{RARE.upper()}x")
    (home.temporary / f"{RARE}.txt").touch()
    (home.user / "other").write_text(PASSPHRASE, "utf-16-le")
    assert len(traces(home)) == 3


@pytest.mark.usefixtures("seen")
def test_text_typed_at_a_terminal_is_only_in_the_locked_vault(home: Home) -> None:
    type_a_day(home)
    assert traces(home) == []
    assert list(home.user.rglob("*")) == list(home.temporary.rglob("*")) == list(home.work.rglob("*")) == []
    assert home.run("history", "J7", "--notes").stdout.count(RARE) == 8


def test_piped_and_invalid_input_is_repeated_nowhere(home: Home) -> None:
    quiet(home.run("prep", "J7", "--new", stdin=f"{RARE}\n{RARE}\n{RARE}\n{RARE}\n"), 2)
    # Different clients, because a session and a reflection show the intention set before them.
    quiet(home.run("session", "K1", "--new", stdin=f"\n\n\n{RARE}\n"), 2)
    quiet(home.run("reflect", "L2", "--new", stdin=f"{RARE}\n{RARE}\n"), 2)
    moments = f"{{note: {RARE}, plan: {RARE}, marker: {RARE}, {RARE} and more: x}}"
    answers = f"ruptures: [{moments}]\nclinician-bond: {RARE}\nlearned: {RARE}\n"
    quiet(home.run("reflect", "J7", "--answers", "-", stdin=answers), 4)
    quiet(home.run("rate", "J7", "--bond", RARE), 2)
    assert traces(home) == []


def test_later_work_on_the_vault_leaves_no_text_outside_it(home: Home) -> None:
    home.keep("reflect", f"learned: {RARE}\nruptures: [{{note: {RARE}, plan: {RARE}}}]")
    quiet(home.run("selfcare", "--answers", "-", stdin=f"line: {RARE}\nenergy: 5\n"), 0)
    new = f"{RARE} under seven elms"
    for words in (("backup",), ("vault", "check"), ("vault", "log"), ("vault", "passphrase")):
        quiet(home.run(*words, ALLIANCE_NEW_PASSPHRASE=new), 0)
    quiet(home.run("backup", ALLIANCE_PASSPHRASE=new), 0)
    quiet(home.run("client", "erase", "J7", "--confirm", "J7", "--confirm", "J7", ALLIANCE_PASSPHRASE=new), 0)
    assert len(list(home.folder.rglob("*.db"))) == 3
    assert traces(home) == []


@pytest.mark.parametrize("answers", BROKEN_YAML)
def test_a_file_that_cannot_be_read_is_not_quoted(home: Home, answers: str) -> None:
    quiet(home.forked("prep", "J7", "--new", "--answers", "-", stdin=answers), 4)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("prep", "J7", f"{RARE} said"), 2),
        (("reflect", "J7", RARE, RARE), 2),
        ((f"--{RARE}",), 2),
        (("prep", f"--{RARE}=x"), 2),
        ((f"{RARE} said",), 2),
        (("client", RARE), 2),
        (("prep", f"{RARE} said no"), 8),
        (("client", "add", f"{RARE}!"), 2),
        (("prep", "J7", "--on", RARE), 2),
        (("prep", "J7", "--new", "--script", f"{RARE} said"), 3),
        (("rate", "J7", "--rater", RARE), 2),
    ],
)
def test_a_note_typed_on_the_command_line_is_not_repeated(home: Home, words: tuple[str, ...], code: int) -> None:
    quiet(home.forked(*words), code)


@pytest.mark.parametrize("answers", [None, f"grounded: {RARE}"])
def test_a_defect_names_its_place_and_no_typed_text(home: Home, answers: str | None) -> None:
    through = (sys.executable, "-c", FAILS_WHILE_KEEPING)
    options = ("--answers", "-") if answers else ()
    told = home.run("prep", "J7", "--new", *options, stdin=answers or f"{RARE}\n{RARE}\n", through=through)
    quiet(told, 1)
    assert "KeyError" in told.stderr
    assert traces(home) == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="how a process is limited is read from /proc")
@pytest.mark.usefixtures("seen")
def test_core_dumps_are_disabled(home: Home) -> None:
    terminal = home.terminal("prep", "J7", "--new")
    terminal.answers(PREP["grounded"], RARE)
    terminal.asked(PREP["carry-over"])
    limits = Path(f"/proc/{terminal.pid}/limits").read_text().splitlines()
    assert next(line.split()[4:6] for line in limits if line.startswith("Max core file size")) == ["0", "0"]


def test_files_are_readable_only_by_their_owner_under_any_umask(bare: Home) -> None:
    open_to_all = ("sh", "-c", 'umask 000; exec "$0" "$@"')
    assert bare.run("init", through=open_to_all).returncode == 0
    assert bare.run("prep", "J7", "--new", stdin="a\n", through=open_to_all).returncode == 0
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (bare.folder, *bare.folder.rglob("*"))}
    assert modes == {bare.folder: 0o700, bare.vault: 0o600, bare.folder / "last-seen": 0o600}


def test_a_folder_open_to_others_is_closed_or_refused(bare: Home) -> None:
    bare.folder.mkdir(mode=0o755)
    assert bare.run("init").returncode == 0
    assert stat.S_IMODE(bare.folder.stat().st_mode) == 0o700
    used = bare.root / "used"
    used.mkdir(mode=0o755)
    (used / "holiday.txt").touch()
    told = bare.run("init", "--home", str(used))
    assert told.returncode == 8
    assert stat.S_IMODE(used.stat().st_mode) == 0o755


def test_a_stored_answer_is_shown_only_on_request(home: Home) -> None:
    home.keep("reflect", f"learned: {RARE}")
    for words in ((), ("history",), ("history", "J7"), ("history", "J7", "--json"), ("client", "list"), ("prep", "J7")):
        told = home.forked(*words)
        assert RARE not in told.stdout + told.stderr, words
    assert REFLECT["learned"] in home.run("history", "J7", "--notes").stdout
