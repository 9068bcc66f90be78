"""Reads typed numbers and choices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from alliance_cli.core.folding import composed, fold
from alliance_cli.translation import _


class InvalidAnswer(ValueError):
    """The typed text does not fit. The sentence says what does, and never repeats the text."""


class Option(Struct, frozen=True):
    """One option: ``value`` is stored, ``label`` is shown."""

    value: str
    label: str


def choose_option(options: Sequence[Option], typed: str) -> str:
    """The value of the option given by number, value, label or an unambiguous beginning; raises InvalidAnswer."""
    word = fold(typed.strip())
    if re.fullmatch(r"[0-9]{1,3}", word) and 1 <= int(word) <= len(options):
        return options[int(word) - 1].value
    named = [option for option in options if word in (fold(option.value), fold(option.label))]
    begun = [option for option in options if word and fold(option.label).startswith(word)]
    matches = named or begun
    if len(matches) == 1:
        return matches[0].value
    if len(options) == 2:
        raise InvalidAnswer(_("Type 1 or 2, or the first letters of a choice."))
    rule = _("Type a number from 1 to {most}, or the first letters of a choice.", most=len(options))
    raise InvalidAnswer(rule)


def label_of(options: Sequence[Option], value: str) -> str:
    """The label of a value, or the value if no option has it."""
    return next((option.label for option in options if composed(option.value) == composed(value)), value)


def menu(options: Sequence[Option]) -> str:
    """All options on one line, numbered from 1."""
    return "  ".join(f"{number} {option.label}" for number, option in enumerate(options, start=1))


def whole_number(typed: str, low: int, high: int) -> int:
    """The number typed; raises InvalidAnswer for anything but a whole number from ``low`` to ``high``."""
    word = typed.strip()
    if re.fullmatch(r"[0-9]{1,4}", word) and low <= int(word) <= high:
        return int(word)
    raise InvalidAnswer(_("Type a whole number from {low} to {high}.", low=low, high=high))
