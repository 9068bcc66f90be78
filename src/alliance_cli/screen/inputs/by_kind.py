"""Chooses the input for a kind of answer."""

from __future__ import annotations

from alliance_cli.core.instruments.questionnaire import ItemKind
from alliance_cli.core.walk.kinds import (
    ChoiceKind,
    ChoicesKind,
    Kind,
    NoteKind,
    NumberKind,
    RatingKind,
    Value,
    YesNoKind,
)
from alliance_cli.core.walk.options import InvalidAnswer, Option
from alliance_cli.screen.inputs.base import AnswerInput
from alliance_cli.screen.inputs.choices import ChoiceInput, ChoicesInput
from alliance_cli.screen.inputs.rating import RatingInput
from alliance_cli.screen.inputs.words import WordsInput
from alliance_cli.screen.inputs.yes_no import NothingInput, YesNoInput

_WIDEST_SCALE = 11
"""How many numbers fit in one row of a narrow window."""


def input_for(kind: Kind, begins: str = "", kept: Value | None = None) -> AnswerInput:
    """Returns the input for a kind of answer. It begins with the draft ``begins``, or else with the stored answer."""
    value = _value(kind, begins) if begins else kept
    match kind:
        case RatingKind():
            ends = (kind.low_means, kind.high_means)
            return RatingInput(kind.low, kind.high, ends, value if isinstance(value, int) else None)
        case ChoiceKind():
            return ChoiceInput(_labels(kind.options), next(iter(_numbers(kind.options, value)), None))
        case ChoicesKind():
            return ChoicesInput(_labels(kind.options), _numbers(kind.options, value))
        case YesNoKind():
            return YesNoInput(value if isinstance(value, bool) else None)
        case NoteKind():
            return NothingInput()
        case ItemKind():
            return _item_input(kind, begins, value)
    shown = begins or ("" if kept is None else kind.show(kept))
    return WordsInput(shown, lines=not isinstance(kind, NumberKind))


def _item_input(kind: ItemKind, begins: str, value: Value | None) -> AnswerInput:
    item = kind.item
    low, high = int(item.low), int(item.high)
    whole = not item.decimals and (low, high) == (item.low, item.high) and low >= 0
    if not whole or high - low >= _WIDEST_SCALE:
        return WordsInput(begins or ("" if value is None else kind.show(value)), lines=False)
    picked = int(value) if isinstance(value, int | float) else None
    if kind.answers:
        return ChoiceInput(kind.answers, picked, first=low)
    return RatingInput(low, high, picked=picked)


def _value(kind: Kind, typed: str) -> Value | None:
    """The value of a draft; None if it is not a valid answer yet."""
    try:
        return kind.read(typed)
    except InvalidAnswer:
        return None


def _labels(options: tuple[Option, ...]) -> tuple[str, ...]:
    return tuple(option.label for option in options)


def _numbers(options: tuple[Option, ...], value: Value | None) -> set[int]:
    """The numbers of the stored options, counted from 1."""
    kept = value if isinstance(value, tuple) else () if value is None else (value,)
    return {number for number, option in enumerate(options, start=1) if option.value in kept}
