"""Several programs use one vault at the same time, another program holds it, or the disk is full."""

from __future__ import annotations

import json
import random
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from alliance_cli.storage.file.keys import derive
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of
from tests.journeys.program import PASSPHRASE, Home, sentence
from tests.journeys.wording import PREP

WRITERS = 8


@contextmanager
def held(path: Path) -> Iterator[None]:
    """The vault while another program makes a long change."""
    vault = Vault.open(path, derive(PASSPHRASE, salt_of(path)))
    with vault.change():
        yield
    vault.close()


def test_two_walks_about_two_clients_interleave(home: Home) -> None:
    one, other = home.terminal("prep", "J7", "--new"), home.terminal("prep", "K1", "--new")
    for place, prompt in enumerate(("grounded", "intention")):
        one.answers(PREP[prompt], f"one {place}")
        other.answers(PREP[prompt], f"other {place}")
    one.ends()
    other.ends()
    assert list(home.answers("J7").values()) == ["one 0", "one 1"]
    assert list(home.answers("K1").values()) == ["other 0", "other 1"]


@pytest.mark.usefixtures("seen")
def test_an_answer_from_another_window_is_never_overwritten(home: Home) -> None:
    one, other = home.terminal("prep", "J7", "--new"), home.terminal("prep", "J7", "--new")
    other.asked(PREP["grounded"])
    one.answers(PREP["grounded"], "the first word")
    one.answers(PREP["carry-over"], ":q")
    one.ends()
    other.types("the second word")
    told = other.ends(8)
    assert "Another window has answered this question in the meantime" in told
    assert "Go on with: alliance prep J7" in told
    assert home.answers() == {"grounded": "the first word"}


def test_two_windows_that_begin_a_session_share_it(home: Home) -> None:
    prepared, seen = home.terminal("prep", "J7", "--new"), home.terminal("session", "J7", "--new")
    prepared.asked(PREP["grounded"])
    seen.asked("1/8")
    for terminal in (prepared, seen):
        terminal.types("x")
        terminal.asked("2/")
        terminal.types(":q")
        terminal.ends()
    sessions = home.history()["sessions"]
    assert [each["phases"] for each in sessions] == [{"pre-session": "unfinished", "in-session": "unfinished"}]


def test_every_write_of_many_programs_at_once_is_stored(home: Home) -> None:
    commands = [("reflect", f"C{place % 4}", "--on", f"2026-01-{place + 10}") for place in range(WRITERS)]
    with ExitStack() as running:
        programs = [running.enter_context(home.started(*each, "--new", "--answers", "-")) for each in commands]
        for place, program in enumerate(programs):
            assert program.stdin
            program.stdin.write(f"clinician-bond: {place + 1}\nlearned: words {place}\n".encode())
            program.stdin.close()
        for program in programs:
            assert program.wait(timeout=60) == 0
    clients = json.loads(home.run("history", "--json").stdout)["clients"]
    assert [(each["client"], each["sessions"]) for each in clients] == [(f"C{place}", 2) for place in range(4)]
    bonds = [each["ratings"]["clinician"]["bond"] for each in home.history("C3")["sessions"]]
    assert bonds == [4, 8]


def test_a_kill_at_any_moment_leaves_a_whole_walk_or_none(home: Home) -> None:
    rng = random.Random(5)
    home.keep("prep", "grounded: before")
    begun = time.perf_counter()
    home.keep("reflect", "learned: whole\nclinician-bond: 7\n", "--on", "2026-01-09")
    lasts = time.perf_counter() - begun
    killed = 0
    for number in range(6):
        with home.started("reflect", "J7", "--on", f"2026-01-{number + 10}", "--answers", "-") as program:
            assert program.stdin
            program.stdin.write(b"learned: whole\nclinician-bond: 7\n")
            program.stdin.close()
            time.sleep(lasts * rng.uniform(0.4, 1))  # the only sleep in these tests; the moment of the kill is random
        killed += program.returncode == -signal.SIGKILL
    assert killed, "no kill came before the program had ended"
    for session in home.history()["sessions"][:-1]:
        assert (session["phases"], session["ratings"]["clinician"]) == ({"post-session": "finished"}, {"bond": 7})


def test_a_busy_vault_is_reported_and_nothing_is_lost(home: Home) -> None:
    home.keep("prep", "grounded: before")
    with held(home.vault):
        told = home.run("reflect", "J7", "--answers", "-", stdin="learned: x")
    said = sentence(told, 7)
    assert "busy" in said
    assert "Nothing that was kept before is lost" in said
    assert home.answers()["grounded"] == "before"


@pytest.mark.usefixtures("seen")
def test_an_answer_that_cannot_be_saved_yet_waits_at_the_prompt(home: Home) -> None:
    home.keep("session", "opening: x")
    terminal = home.terminal("prep", "J7")
    terminal.asked(PREP["grounded"])
    with held(home.vault):
        terminal.types("A long thought")
        terminal.sees("The vault is busy", "still here")
    terminal.answers("", "")
    terminal.answers(PREP["carry-over"], ":q")
    terminal.ends()
    assert home.answers()["grounded"] == "A long thought"


def test_giving_up_on_an_answer_that_cannot_be_saved_is_reported(home: Home) -> None:
    home.keep("session", "opening: x")
    terminal = home.terminal("prep", "J7")
    terminal.asked(PREP["grounded"])
    with held(home.vault):
        terminal.types("A long thought")
        terminal.answers("still here", ":q")
        assert "the last answer is not" in terminal.ends(7)


@pytest.mark.usefixtures("seen")
def test_a_full_disk_loses_no_stored_answer(home: Home) -> None:
    home.keep("prep", "grounded: before")
    blocks = home.vault.stat().st_size // 512
    limited = ("sh", "-c", f'ulimit -f {blocks}; exec "$0" "$@"')
    much = f"learned: {'x' * 100_000}"
    told = home.run("reflect", "J7", "--answers", "-", stdin=much, through=limited)
    assert "The disk" in sentence(told, 7)
    assert home.answers() == {"grounded": "before", "carry-over": None, "intention": None}
    assert home.run("reflect", "J7", "--answers", "-", stdin=much).returncode == 0
