"""A vault is deleted or truncated during a walk: it is rescued if possible, and no lost answer is reported as kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.program import Home
from tests.journeys.terminal import Terminal
from tests.journeys.wording import PREP


def deleted(vault: Path) -> None:
    vault.unlink()


def folder_deleted(vault: Path) -> None:
    shutil.rmtree(vault.parent)


def ends(terminal: Terminal, way: str) -> str:
    """The rest of the screen after one more answer that cannot be kept, a stop, or Ctrl-C; the code is 7."""
    if way == "answers":
        terminal.types("Stay with it")
        terminal.sees("Your answer is still here.", "> ")
    if way == "interrupts":
        terminal.presses("c")
    else:
        terminal.types(":q")
    return terminal.ends(7)


@pytest.mark.parametrize("lose", [deleted, folder_deleted])
@pytest.mark.parametrize("way", ["answers", "stops", "interrupts"])
def test_a_deleted_vault_is_written_to_a_new_file_and_reported(
    home: Home, lose: Callable[[Path], None], way: str
) -> None:
    terminal = home.terminal("prep", "J7", "--new", columns=300)
    terminal.answers(PREP["grounded"], "Settled, and looking forward")
    terminal.sees("2/", "> ")  # the line is read by now
    lose(home.vault)
    rescued = home.folder / "vault-rescued.db"
    shown = ends(terminal, way)
    assert f"What was kept is written back: {rescued}" in terminal.text
    assert f"alliance restore {rescued}" in shown
    assert rescued.stat().st_mode & 0o777 == 0o600
    assert list(home.folder.glob(".alliance-*")) == []
    assert home.run("restore", str(rescued), "--yes").returncode == 0
    assert home.answers()["grounded"] == "Settled, and looking forward"


def cut_off(vault: Path) -> None:
    os.truncate(vault, 8192)


def emptied(vault: Path) -> None:
    os.truncate(vault, 0)


@pytest.mark.parametrize("lose", [cut_off, emptied])
@pytest.mark.parametrize("way", ["answers", "stops", "interrupts"])
def test_nothing_is_reported_as_kept_in_a_truncated_vault(home: Home, lose: Callable[[Path], None], way: str) -> None:
    terminal = home.terminal("prep", "J7", "--new", columns=300)
    terminal.answers(PREP["grounded"], "Settled")
    terminal.sees("2/", "> ")  # the line is read by now
    lose(home.vault)
    shown = ends(terminal, way)
    assert "is kept" not in shown
    assert "alliance vault check" in shown


def test_replacing_the_vault_with_an_older_copy_is_noticed(home: Home) -> None:
    older = home.root / "older.db"
    shutil.copy(home.vault, older)
    terminal = home.terminal("prep", "J7", "--new", columns=300)
    terminal.answers(PREP["grounded"], "Settled")
    terminal.sees("2/")
    home.vault.write_bytes(older.read_bytes())
    terminal.types(":q")
    assert "The vault does not return your answers." in terminal.ends(7)


def test_a_walk_whose_answers_were_removed_reports_nothing_noted(home: Home) -> None:
    terminal = home.terminal("reflect", "J7", "--new", columns=300)
    terminal.asked("1/")
    for typed in ("I felt it", "bond", "<", "<", ":x", ":q"):
        terminal.types(typed)
        if typed != ":q":
            terminal.sees("> ")
    assert "nothing was noted" in terminal.ends()
