"""Each input returns its answer as typed in line mode, which the kind of the step can parse."""

from __future__ import annotations

import asyncio
from typing import NamedTuple

import pytest
from textual import events
from textual.app import App, ComposeResult

from alliance_cli.core.instruments.instrument import Item
from alliance_cli.core.instruments.questionnaire import ItemKind
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.kinds import (
    ChoiceKind,
    ChoicesKind,
    Kind,
    NoteKind,
    NumberKind,
    RatingKind,
    TextKind,
    Value,
    YesNoKind,
)
from alliance_cli.core.walk.options import Option
from alliance_cli.screen.inputs.base import AnswerInput
from alliance_cli.screen.inputs.by_kind import input_for

RATING = RatingKind("bond", Rater.CLIENT, low_means="distant", high_means="close")
OPTIONS = tuple(Option(value, value.title()) for value in ("withdrawal", "confrontation", "mixed"))
FROM_NOUGHT = ItemKind(Item(n=1, low=0, high=4), ("never", "seldom", "now and then", "often", "always"))
TO_ONE_DECIMAL = ItemKind(Item(n=1, low=0, high=10, decimals=1))


class Seen(NamedTuple):
    """The messages of an input, and its text."""

    entered: list[str]
    changed: list[str]
    typed: str


class OneInput(App[None]):
    """An application with a single input."""

    def __init__(self, answer: AnswerInput) -> None:
        super().__init__()
        self.answer = answer
        self.seen = Seen([], [], "")

    def compose(self) -> ComposeResult:
        yield self.answer

    def on_mount(self) -> None:
        self.answer.focus()

    def on_answer_input_entered(self, event: AnswerInput.Entered) -> None:
        self.seen.entered.append(event.typed)

    def on_answer_input_changed(self, event: AnswerInput.Changed) -> None:
        self.seen.changed.append(event.typed)


def pressed(kind: Kind, *keys: str, begins: str = "", kept: Value | None = None, paste: str = "") -> Seen:
    """Press keys in the input for a kind; ``paste`` comes first."""

    async def run() -> Seen:
        app = OneInput(input_for(kind, begins, kept))
        async with app.run_test() as pilot:
            if paste:
                app.post_message(events.Paste(paste))
                await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            return app.seen._replace(typed=app.answer.typed)

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("kind", "keys", "value"),
    [
        (TextKind(), ("h", "i", "ctrl+j", "y", "o", "enter"), "hi\nyo"),
        (TextKind(), ("h", "i", "alt+enter", "y", "o", "enter"), "hi\nyo"),
        (RATING, ("7", "enter"), 7),
        (RATING, ("1", "0", "enter"), 10),
        (RATING, ("0", "enter"), 10),
        (RATING, ("8", "7", "enter"), 7),
        (RATING, ("1", "right", "0", "enter"), 10),
        (RATING, ("right", "right", "right", "enter"), 3),
        (RATING, ("left", "left", "enter"), 9),
        (RATING, ("5", "home", "enter"), 1),
        (RATING, ("5", "end", "enter"), 10),
        (FROM_NOUGHT, ("0", "enter"), 0),
        (FROM_NOUGHT, ("9", "4", "enter"), 4),
        (TO_ONE_DECIMAL, ("6", ".", "5", "enter"), 6.5),
        (NumberKind(), ("4", "2", "enter"), 42),
        (ChoiceKind(OPTIONS), ("2", "enter"), "confrontation"),
        (ChoiceKind(OPTIONS), ("m", "enter"), "mixed"),
        (ChoiceKind(OPTIONS), ("down", "down", "enter"), "confrontation"),
        (ChoicesKind(OPTIONS), ("3", "1", "enter"), ("withdrawal", "mixed")),
        (ChoicesKind(OPTIONS), ("3", "1", "3", "enter"), ("withdrawal",)),
        (ChoicesKind(OPTIONS), ("down", "space", "down", "down", "space", "enter"), ("withdrawal", "mixed")),
        (YesNoKind(), ("y", "enter"), True),
        (YesNoKind(), ("j", "enter"), True),
        (YesNoKind(), ("y", "n", "enter"), False),
        (YesNoKind(), ("right", "enter"), True),
    ],
)
def test_keys_give_a_value(kind: Kind, keys: tuple[str, ...], value: Value) -> None:
    seen = pressed(kind, *keys)
    assert [kind.read(typed) for typed in seen.entered] == [value]
    assert seen.changed[-1] == seen.typed == seen.entered[0]


@pytest.mark.parametrize(
    "kind", [TextKind(), RATING, ChoiceKind(OPTIONS), ChoicesKind(OPTIONS), YesNoKind(), NoteKind()]
)
def test_enter_alone_gives_no_answer(kind: Kind) -> None:
    assert pressed(kind, "enter").entered == [""]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (TextKind(), "two\nlines, [bold] and \x1b[31m"),
        (RATING, 10),
        (FROM_NOUGHT, 0.0),
        (TO_ONE_DECIMAL, 6.5),
        (NumberKind(), 12),
        (ChoiceKind(OPTIONS), "mixed"),
        (ChoicesKind(OPTIONS), ("withdrawal", "mixed")),
        (YesNoKind(), False),
    ],
)
def test_a_stored_answer_is_shown_and_entered_again(kind: Kind, value: Value) -> None:
    (typed,) = pressed(kind, "enter", kept=value).entered
    assert kind.read(typed) == value


@pytest.mark.parametrize(
    ("kind", "draft"), [(TextKind(), "half a sen"), (RATING, "4"), (ChoicesKind(OPTIONS), "1,3"), (NumberKind(), "x")]
)
def test_a_draft_is_shown_for_editing(kind: Kind, draft: str) -> None:
    assert pressed(kind, begins=draft, kept=kind.read("1") if kind is RATING else None).typed == draft


def test_backspace_removes_a_rating() -> None:
    assert pressed(RATING, "7", "backspace", "enter").entered == [""]


def test_a_paste_keeps_its_lines_and_normalises_line_ends() -> None:
    assert pressed(TextKind(), paste="one\r\ntwo\rthree\n").typed == "one\ntwo\nthree\n"


def test_a_paste_into_a_number_becomes_one_line() -> None:
    assert pressed(NumberKind(), paste="42\nmore").typed == "42"


def test_cut_text_can_be_pasted() -> None:
    assert pressed(TextKind(), "a", "b", "ctrl+u", "c", "ctrl+v").typed == "cab"


@pytest.mark.parametrize("kind", [RATING, ChoiceKind(OPTIONS), ChoicesKind(OPTIONS), YesNoKind()])
def test_the_mouse_picks_an_option(kind: Kind) -> None:
    async def run() -> str:
        app = OneInput(input_for(kind, "", None))
        async with app.run_test() as pilot:
            rows = app.answer.children
            await pilot.click(rows[0] if rows else app.answer, offset=(4, 0 if rows else 1))
            return app.answer.typed

    assert asyncio.run(run()) in ("1", "y")


def test_the_picked_rating_is_in_brackets_with_and_without_colours() -> None:
    async def run() -> str:
        app = OneInput(input_for(RATING, "7"))
        async with app.run_test() as pilot:
            await pilot.pause()
            return str(app.answer.render())

    shown = asyncio.run(run())
    assert "[7]" in shown
    assert "[6]" not in shown
