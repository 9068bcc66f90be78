"""Each documented exit code comes with a sentence and often a hint on stderr, and nothing on stdout."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.program import Home, sentence

# The only replaced part in these tests: the program has no known defect to trigger.
WITH_A_DEFECT = """
import sys
from alliance_cli.cli import root as cli
from alliance_cli.cli.commands import history
def show_caseload(*_, **__):
    raise RuntimeError("what somebody typed")
history.show_caseload = show_caseload
sys.argv = sys.argv[1:]
cli.main()
"""


def test_0_success(home: Home) -> None:
    told = home.run("history")
    assert (told.returncode, told.stderr) == (0, "")
    assert "alliance client add J7" in told.stdout


def test_1_a_defect_names_its_place_and_no_values(home: Home) -> None:
    told = home.run("history", through=(sys.executable, "-c", WITH_A_DEFECT))
    said = sentence(told, 1)
    assert "RuntimeError" in said
    assert "what somebody typed" not in said
    assert "show_caseload" in said
    assert "report" in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("prep", "J7", "more"), "more words than this command takes"),
        (("prpe", "J7"), "no such command. Did you mean prep?"),
        (("prep", "--ful"), "no such option. Did you mean --full?"),
        (("prep",), "Which client? Give a code"),
        (("history", "--home"), "--home needs a value"),
        (("client", "add"), "CODE is missing from the command"),
        (("client",), "Usage: alliance client"),
        (("prep", "J 7!"), "not a client code"),
    ],
)
def test_2_wrong_use(home: Home, words: tuple[str, ...], says: str) -> None:
    told = home.forked(*words)
    assert (told.returncode, told.stdout) == (2, "")
    assert says in told.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("history", "j70"), "There is no client j70.\nNearest: J7. See them all with: alliance client list\n"),
        (("prep", "Q"), "There is no client Q.\nA new client is opened with --new.\n"),
        (("prep", "J7", "--script", "pre-sesion"), "There is no such script.\nDid you mean pre-session? There are: "),
        (("prompts", "show", "nothing"), "There is no such script.\n"),
        (("reflect", "J7", "--answers", "gone.yaml"), "No answers file of that name can be read."),
    ],
)
def test_3_not_found_suggests_the_nearest_name(home: Home, words: tuple[str, ...], says: str) -> None:
    home.keep("prep", "grounded: x")
    assert says in sentence(home.forked(*words), 3)


def test_4_a_file_has_mistakes(home: Home) -> None:
    path = home.script("own", "id: own\nphase: never\ntitle: Own\nprompts: []\n")
    for words in (("prompts", "check"), ("prep", "J7", "--new", "--script", "own")):
        said = sentence(home.forked(*words), 4)
        assert f"{path}:2: phase: " in said
        assert "mistakes to correct first" in said


@pytest.mark.usefixtures("derives")
def test_5_locked(home: Home) -> None:
    assert "no passphrase was given" in sentence(home.run("history", ALLIANCE_PASSPHRASE=None), 5)
    assert "does not open the vault" in sentence(home.run("history", ALLIANCE_PASSPHRASE="wrong"), 5)
    assert "is empty" in sentence(home.run("history", ALLIANCE_PASSPHRASE=""), 5)


@pytest.mark.parametrize("words", [(), ("history",), ("prep", "J7"), ("client", "list"), ("reflect", "J7", "--new")])
def test_6_no_vault_yet(bare: Home, words: tuple[str, ...]) -> None:
    assert sentence(bare.run(*words), 6) == "alliance: There is no vault yet.\nMake one with: alliance init\n"
    assert not bare.folder.exists()


def cut_short(vault: Path) -> None:
    vault.write_bytes(vault.read_bytes()[:10])


def not_encrypted(vault: Path) -> None:
    vault.write_bytes(b"SQLite format 3\0" + bytes(4080))


def scrambled(vault: Path) -> None:
    content = bytearray(vault.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    vault.write_bytes(content)


def a_folder(vault: Path) -> None:
    vault.unlink()
    vault.mkdir()


@pytest.mark.parametrize("damage", [cut_short, not_encrypted, scrambled, a_folder])
def test_7_the_vault_cannot_be_used(home: Home, damage: Callable[[Path], None]) -> None:
    damage(home.vault)
    before = home.vault.read_bytes() if home.vault.is_file() else b""
    for words in (("history",), ("prep", "J7", "--new")):
        said = sentence(home.forked(*words), 7)
        assert len(said.splitlines()) == 2
    assert (home.vault.read_bytes() if home.vault.is_file() else b"") == before


def test_8_refused_for_safety(home: Home) -> None:
    before = home.vault.read_bytes()
    assert "There is a vault already" in sentence(home.run("init"), 8)
    assert home.vault.read_bytes() == before
    for name in ("Ann-Example", "ann.example@example.org", "1985-03-12", "Ann Example"):
        for words in (("client", "add", name), ("prep", name, "--new")):
            said = sentence(home.forked(*words), 8)
            assert "looks like" in said
            assert name not in said
    assert home.run("client", "add", "Ann-Example", "--insist").returncode == 0


def test_130_interrupted_between_two_lines_of_a_pipe(home: Home) -> None:
    with home.started("prep", "J7", "--new", "--on", "2026-01-09") as program:
        assert program.stdin
        assert program.stderr
        program.stdin.write(b"Settled\n")
        program.stdin.flush()
        for line in program.stderr:
            if line.startswith(b"2/"):
                break
        program.send_signal(signal.SIGINT)
        said = program.stderr.read().decode()
        assert program.wait() == 130
    assert "Stopped. Your answers are kept.\nGo on with: alliance prep J7 --on 2026-01-09\n" in said
    assert home.answers() == {"grounded": "Settled"}
