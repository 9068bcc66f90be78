"""A printed command can be copied into a shell, whatever it contains."""

from __future__ import annotations

import shlex
from datetime import date

import pytest

from alliance_cli.command_lines import command_line
from alliance_cli.core.action import Action, ActionKind

NASTY = "a; rm -rf $(HOME) `x` 'y' \"z\" #w"


@pytest.mark.parametrize("kind", [each for each in ActionKind if each is not ActionKind.LEARN])
def test_each_part_stays_one_shell_word(kind: ActionKind) -> None:
    action = Action(kind, NASTY, date(2026, 1, 2), NASTY, NASTY, NASTY, (NASTY,))
    line = command_line(action)
    words = shlex.split(line)
    assert words[0] == "alliance"
    assert all(NASTY in word for word in words if ";" in word)
    assert words.count(NASTY) >= 3
    assert shlex.split(command_line(Action(kind)))[0] == "alliance"


@pytest.mark.parametrize(
    ("action", "line"),
    [
        (Action(ActionKind.LEARN, target="repair acknowledge"), "alliance learn repair acknowledge"),
        (Action(ActionKind.LEARN, target="repair $(x)"), "alliance learn repair '$(x)'"),
        (Action(ActionKind.RESTORE, target="/media/my stick/v.db"), "alliance restore '/media/my stick/v.db'"),
        (Action(ActionKind.RESTORE), "alliance restore FILE"),
        (Action(ActionKind.REFLECT, "J7", script="evening"), "alliance reflect J7 --script evening"),
    ],
)
def test_ordinary_words_are_not_quoted(action: Action, line: str) -> None:
    assert command_line(action) == line
