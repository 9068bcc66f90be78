"""The program opens no connection, writes no file but the vault, and puts no secret on a command line."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.program import AS_INSTALLED, PASSPHRASE, Home
from tests.journeys.test_privacy import RARE, traces
from tests.journeys.wording import PREP

pytestmark = pytest.mark.usefixtures("derives")

WATCHED = Path(__file__).with_name("watched")
ENDED_BY_WATCH = 97
DAY = {
    ("init",): "",
    ("prep", "J7", "--new"): "a\nb\n",
    ("session", "J7", "--answers", "-"): "{tension: yes, tension-note: x, client-bond: 7}",
    ("reflect", "J7", "--full", "--answers", "-"): "{ruptures: [{note: x, plan: y}], clinician-bond: 8}",
    ("rate", "J7", "--goals", "8"): "",
    ("history", "J7", "--notes"): "",
    ("history", "--json"): "",
    ("client", "show", "J7"): "",
    ("prompts", "check"): "",
    (): "",
    ("prep", "K9"): "a\n",
    ("reflect", "J7", "--answers", "-"): "clinician-bond: x",
}
"""A day's commands, with what each reads."""

Watch = Callable[..., tuple[subprocess.CompletedProcess[str], str]]


@pytest.fixture
def watched(bare: Home) -> Watch:
    """Run the program under the watcher; returns the finished run and everything noted so far."""
    notes = bare.root / "notes"

    def run(*arguments: str, stdin: str = "", **more: str) -> tuple[subprocess.CompletedProcess[str], str]:
        told = bare.run(*arguments, stdin=stdin, **watching(notes), **more)
        return told, notes.read_text()

    return run


def watching(notes: Path) -> dict[str, str]:
    """The environment that loads the watcher into the program."""
    return {
        "PYTHONPATH": f"{WATCHED}:{AS_INSTALLED}",
        "WATCH_NOTES": str(notes),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def test_a_whole_day_opens_no_socket_starts_nothing_and_writes_nothing_but_the_vault(
    bare: Home, watched: Watch
) -> None:
    for arguments, stdin in DAY.items():
        told, notes = watched(*arguments, stdin=stdin)
        assert told.returncode in (0, 3, 4), told.stderr
        # A new vault is completed under another name, under a lock, and then renamed.
        written = {re.sub(r"/\.alliance-[0-9a-f]+\.(part|lock)$", "/vault.db", line) for line in notes.splitlines()}
        assert written - {f"wrote {bare.folder / 'last-seen'}"} == {f"wrote {bare.vault}"}
    assert sorted(each.name for each in bare.folder.iterdir()) == ["last-seen", "vault.db"]


def test_the_demo_opens_no_socket_and_writes_only_to_temporary_folders(bare: Home, watched: Watch) -> None:
    told, notes = watched("demo")
    assert told.returncode == 0, told.stderr
    assert notes
    assert all(line.startswith(f"wrote {bare.temporary}") for line in notes.splitlines())
    assert list(bare.temporary.iterdir()) == []


def test_a_walk_at_a_terminal_opens_no_socket_and_starts_nothing(home: Home) -> None:
    notes = home.root / "notes"
    terminal = home.terminal("prep", "J7", **watching(notes), ALLIANCE_PASSPHRASE=None)
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.answers("Open a new client J7?", "y")
    terminal.answers(PREP["grounded"], "x")
    terminal.answers(PREP["intention"], ":q")
    terminal.ends()
    assert set(notes.read_text().splitlines()) == {"wrote /dev/tty", f"wrote {home.folder / 'last-seen'}"}


@pytest.mark.usefixtures("seen")
def test_a_full_screen_walk_opens_no_connection_and_leaves_no_typed_text(home: Home) -> None:
    notes, log = home.root / "notes", home.root / "log"
    logs = {"TEXTUAL_LOG": str(log), "TEXTUAL_DEBUG": "1", "TEXTUAL_SHOW_RETURN": "1", "TEXTUAL": "debug,devtools"}
    terminal = home.terminal("prep", "J7", rows=30, ALLIANCE_LINE=None, WATCH_LOOP="1", **watching(notes), **logs)
    terminal.shows("question 1 of 3")
    terminal.sends(f"{RARE}\r")
    terminal.shows("question 2 of 3")
    terminal.sends(f"half {RARE}")
    terminal.shows(f"half {RARE}")
    if (process := Path(f"/proc/{terminal.pid}")).is_dir():
        assert RARE.encode() not in (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
    terminal.sends("\x1b")
    terminal.ends()
    assert RARE not in terminal.window.main
    assert "network" not in notes.read_text()
    assert set(notes.read_text().splitlines()) <= {"wrote /dev/tty", f"wrote {home.folder / 'last-seen'}"}
    assert not log.exists()
    assert traces(home) == []


def test_the_passphrase_is_on_no_command_line(home: Home, watched: Watch) -> None:
    secret = home.work / "secret"
    secret.write_text(PASSPHRASE)
    told, notes = watched("history", ALLIANCE_PASSPHRASE_COMMAND=f"cat {secret}")
    assert told.returncode == 0
    assert "started ('cat'" in notes
    assert PASSPHRASE not in notes


@pytest.mark.parametrize("reach", ["socket.socket()", "socket.getaddrinfo('localhost', 80)", "socket.gethostname()"])
def test_the_watcher_ends_a_program_that_opens_a_connection(home: Home, reach: str) -> None:
    through = (sys.executable, "-c", f"import socket; {reach}; print('reached')")
    told = home.run(through=through, **watching(home.root / "notes"))
    assert (told.returncode, told.stdout) == (ENDED_BY_WATCH, "")
