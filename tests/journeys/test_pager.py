"""A result longer than the window opens in a pager, which leaves nothing behind."""

from __future__ import annotations

import json
import shutil
import signal
from pathlib import Path

import pytest

from tests.journeys.program import Home

ENTERS, LEAVES = "\x1b[?1049h", "\x1b[?1049l"
WORD = "wolkenbruchglas"
ASKS = ("find", WORD, "--all")
RECORDS = """#!/bin/sh
tr '\\0' '\\n' < /proc/$$/environ > {0}/environment
for each in "$@"; do echo "$each"; done > {0}/arguments
cat > {0}/text
"""


@pytest.fixture(scope="module")
def twelve_sessions(tmp_path_factory: pytest.TempPathFactory, keys: Path, new_vault: Path) -> Path:
    """A folder with a vault in which a word was typed in each of twelve sessions."""
    made = Home(tmp_path_factory.mktemp("twelve"), keys)
    shutil.copytree(new_vault, made.folder)
    for day in range(1, 13):
        made.keep("reflect", f"learned: 'Ask first; {WORD}'\n", "--on", f"2026-01-{day:02}")
    return made.folder


@pytest.fixture
def full(bare: Home, twelve_sessions: Path) -> Home:
    """A home with a copy of that vault."""
    shutil.copytree(twelve_sessions, bare.folder)
    return bare


def outside(raw: str) -> str:
    """The text shown on the main screen."""
    parts = raw.split(ENTERS)
    return parts[0] + "".join(part.partition(LEAVES)[2] for part in parts[1:])


def test_a_long_result_is_paged_on_the_alternate_screen_and_gone_afterwards(full: Home) -> None:
    terminal = full.terminal(*ASKS, rows=24)
    terminal.sees(ENTERS, WORD, "q leaves")
    terminal.types("G")
    terminal.sees("12 passages.")
    terminal.presses("c")
    terminal.pauses(0.5)  # the pager drops keys typed while it handles Ctrl-C
    terminal.types("q")
    terminal.ends()
    assert terminal.raw.count(LEAVES) == 1
    assert WORD not in outside(terminal.raw)
    assert not list(full.user.iterdir()), "no history file"


def test_a_result_that_fits_is_not_paged(full: Home) -> None:
    terminal = full.terminal("find", WORD, "--limit", "2", rows=24)
    terminal.ends()
    assert ENTERS not in terminal.raw
    assert "2 of 12 passages." in terminal.text


@pytest.mark.parametrize("columns", [40, 80])
def test_history_fits_the_window_and_longer_requests_are_paged(full: Home, columns: int) -> None:
    terminal = full.terminal("history", "J7", rows=24, columns=columns)
    terminal.ends()
    assert ENTERS not in terminal.raw
    assert terminal.screen[0].startswith("J7 · ")
    assert "--last N" in " ".join(terminal.screen)
    assert terminal.screen[-1] == ""
    notes = full.terminal("history", "J7", "--notes", rows=24, columns=columns)
    notes.sees(ENTERS, "q leaves")
    notes.types("q")
    notes.ends()
    assert WORD not in outside(notes.raw)


@pytest.mark.parametrize(
    ("options", "changes"),
    [
        (["--no-pager"], {}),
        (["--plain"], {}),
        ([], {"PATH": "/nowhere"}),
        ([], {"TERM": "dumb"}),
        ([], {"ALLIANCE_PLAIN": "1"}),
    ],
)
def test_without_a_pager_the_whole_result_is_printed(full: Home, options: list[str], changes: dict[str, str]) -> None:
    terminal = full.terminal(*ASKS, *options, rows=24, **changes)
    terminal.ends()
    assert ENTERS not in terminal.raw
    assert terminal.text.count(WORD) == 12


def test_piped_output_is_never_paged(full: Home) -> None:
    told = full.run(*ASKS)
    assert told.stdout.count(WORD) == 12
    assert "\x1b" not in told.stdout


def with_less(home: Home, script: str) -> dict[str, str]:
    """A program named less, found before the system's."""
    folder = home.work / "bin"
    folder.mkdir()
    less = folder / "less"
    less.write_text(script.format(home.work), "utf-8")
    less.chmod(0o700)
    return {"PATH": f"{folder}:{home.environment()['PATH']}"}


def test_the_pager_gets_the_text_by_a_pipe_and_no_secrets(full: Home) -> None:
    inherited = {"LESS": "-X -oleak", "LESSOPEN": "|tee leak %s", "LESSKEY": "leak", "MORE": "-X", "PAGER": "cat"}
    path = with_less(full, RECORDS)
    full.terminal(*ASKS, rows=24, **path, **inherited, ALLIANCE_NEW_PASSPHRASE="x", LC_ALL="C.UTF-8").ends()
    environment = (full.work / "environment").read_text().splitlines()
    given = dict(line.partition("=")[::2] for line in environment)
    assert set(given) - {"PWD", "_", "SHLVL", "OLDPWD"} == {
        "PATH", "TERM", "LANG", "LC_ALL", "LESSHISTFILE", "LESSSECURE", "LESSNOCONFIG",
    }  # fmt: skip
    assert (given["LESSHISTFILE"], given["LESSSECURE"]) == ("-", "1")
    arguments = (full.work / "arguments").read_text()
    assert WORD not in arguments
    assert "\n-X" not in f"\n{arguments}"
    assert (full.work / "text").read_text().count(WORD) == 12
    assert not list(full.temporary.iterdir())


def test_the_result_is_shown_if_the_pager_fails(full: Home) -> None:
    terminal = full.terminal(*ASKS, rows=24, **with_less(full, "#!/bin/sh\nexit 1\n"))
    terminal.ends()
    assert terminal.text.count(WORD) == 12


def test_an_idle_pager_is_ended(full: Home) -> None:
    assert full.forked("config", "set", "lock.after", "0.05").returncode == 0
    terminal = full.terminal(*ASKS, rows=24)
    terminal.sees(ENTERS)
    terminal.ends()
    assert WORD not in outside(terminal.raw)


def test_json_is_never_paged(full: Home) -> None:
    terminal = full.terminal(*ASKS, "--json", rows=24)
    terminal.ends()
    assert json.loads(terminal.text)["count"] == 12


def test_terminating_the_program_ends_the_pager(full: Home) -> None:
    terminal = full.terminal(*ASKS, rows=24)
    terminal.sees(ENTERS, "q leaves")
    pager = children(terminal.pid)
    assert pager
    terminal.signalled(signal.SIGTERM)
    assert not [each for each in pager if Path(f"/proc/{each}").exists()]
    assert WORD not in outside(terminal.raw)


def children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
