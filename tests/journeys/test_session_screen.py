"""A session on the full screen of a real terminal: single keys mark moments, and the rows equal those of line mode."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.journeys.program import Home

WORD = "wolkenbruchglas"


def rows(home: Home, name: str) -> dict[str, list[tuple[object, ...]]]:
    """What an export holds of the session, without ids and times."""
    file = Path(home.work) / name
    made = home.forked("export", str(file), "--class", "notes", "--confirm", "notes")
    assert made.returncode == 0, made.stderr
    with sqlite3.connect(file) as kept:
        return {
            table: kept.execute(f"SELECT {columns} FROM {table} ORDER BY rowid").fetchall()
            for table, columns in (
                ("mark", "kind, marker, words, settled_at IS NULL"),
                ("answer", "step, value"),
                ("walk", "phase, script"),
            )
        }


@pytest.fixture
def by_line(tmp_path_factory: pytest.TempPathFactory, home: Home) -> Home:
    other = Home(tmp_path_factory.mktemp("line"), home.keys)
    assert other.forked("init").returncode == 0
    typed = f"Her sister\n!m\n!w\n!n {WORD}\n!x\n!u\n:q\n"
    assert other.forked("session", "J7", "--new", stdin=typed).returncode == 0
    return other


def test_marks_by_single_keys_are_stored_as_in_line_mode(home: Home, by_line: Home) -> None:
    terminal = home.terminal("session", "J7", "--new", rows=30, ALLIANCE_LINE="")
    terminal.shows("J7", "What's been on your mind lately", "0 minutes", "question 1 of 8")
    assert terminal.window.on_other
    terminal.sends("\rHer sister\r")
    terminal.shows("question 2 of 8")
    terminal.sends("s")
    terminal.shows("strong moment.")
    terminal.sends("r")
    terminal.shows("w withdrawal, c confrontation, m mixed")
    terminal.sends("w")
    terminal.shows("(withdrawal).")
    terminal.sends(f"n{WORD}\r")
    terminal.shows("Noted at ")
    terminal.sends("rm")
    terminal.shows("(mixed).")
    terminal.sends("u")
    terminal.shows("Taken back:")
    terminal.sends("b")
    terminal.hides("F1 help")
    assert terminal.window.shown.strip() == ""
    terminal.sends("s rw\rn")
    terminal.rests(0.3)
    assert terminal.window.shown.strip() == "b or F3 shows the screen again."
    terminal.sends("b")
    terminal.shows("question 2 of 8")
    terminal.sends("R")
    terminal.shows("1  acknowledge", "4  new path")
    terminal.sends("R")
    terminal.hides("new path")
    terminal.sends("\x1b")
    terminal.shows("Esc again leaves; what is kept stays kept.")
    terminal.sends("\x1b")
    terminal.ends()
    assert not terminal.window.on_other
    assert WORD not in terminal.window.main
    assert "Go on with: alliance session J7" in terminal.window.main
    assert rows(home, "screen.db") == rows(by_line, "line.db")
