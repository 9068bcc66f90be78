"""Defines the kinds of answers to prompts. Each kind reads typed text and shows stored values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Protocol

from msgspec import Struct

from alliance_cli.core.folding import fold
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.options import InvalidAnswer, Option, choose_option, label_of, menu, whole_number
from alliance_cli.translation import _

Value = str | int | float | bool | tuple[str, ...]


def short_answer(typed: str) -> str:
    """Normalises a short answer for comparison: folded, without a final full stop."""
    return " ".join(fold(typed.strip().rstrip(".!")).split())


class Kind(Protocol):
    """One kind of answer."""

    name: ClassVar[str]

    def read(self, typed: str) -> Value:
        """The value of typed text; raises InvalidAnswer."""

    def show(self, value: Value) -> str:
        """The value as a person would type it."""

    def fits(self) -> str:
        """The possible answers in a few words, shown with the question; empty for free text."""


class OwnWords:
    """An answer in a person's own words, stored exactly as typed."""

    __slots__ = ()

    def read(self, typed: str) -> Value:
        return typed

    def show(self, value: Value) -> str:
        return str(value)

    def fits(self) -> str:
        return ""


class TextKind(OwnWords, Struct, frozen=True):
    """Free text."""

    name: ClassVar[str] = "text"


class RatingKind(Struct, frozen=True):
    """A whole number from ``low`` to ``high``, stored as a rating of ``scale`` by ``rater``."""

    name: ClassVar[str] = "rating"
    scale: str
    rater: Rater
    low: int = 1
    high: int = 10
    low_means: str = ""
    high_means: str = ""

    def read(self, typed: str) -> Value:
        """The number typed; 7/10 is read as 7. Raises InvalidAnswer."""
        return whole_number(typed.strip().removesuffix(f"/{self.high}"), self.low, self.high)

    def show(self, value: Value) -> str:
        return str(value)

    def fits(self) -> str:
        low = f"{self.low} {self.low_means}".rstrip()
        high = f"{self.high} {self.high_means}".rstrip()
        return _("{low} to {high}", low=low, high=high)


class NumberKind(Struct, frozen=True):
    """A count: a whole number that can be summed, unlike a rating."""

    name: ClassVar[str] = "number"
    low: int = 0
    high: int = 9999

    def read(self, typed: str) -> Value:
        return whole_number(typed, self.low, self.high)

    def show(self, value: Value) -> str:
        return str(value)

    def fits(self) -> str:
        return _("a whole number from {low} to {high}", low=self.low, high=self.high)


class ChoiceKind(Struct, frozen=True):
    """Exactly one of the options."""

    name: ClassVar[str] = "choice"
    options: tuple[Option, ...]

    def read(self, typed: str) -> Value:
        return choose_option(self.options, typed)

    def show(self, value: Value) -> str:
        return label_of(self.options, str(value))

    def fits(self) -> str:
        return menu(self.options)


class ChoicesKind(Struct, frozen=True):
    """Any number of the options, typed with commas between them and stored in the order of the options."""

    name: ClassVar[str] = "choices"
    options: tuple[Option, ...]

    def read(self, typed: str) -> Value:
        parts = [part for part in typed.split(",") if part.strip()]
        if not parts:
            raise InvalidAnswer(self._rule)
        return self.in_order(self._option(part, place, len(parts)) for place, part in enumerate(parts, start=1))

    @property
    def _rule(self) -> str:
        most = len(self.options)
        return _("Type numbers from 1 to {most} or first letters, with commas between them.", most=most)

    def _option(self, part: str, place: int, count: int) -> str:
        """The value of one part; raises InvalidAnswer, which gives the part's position and never repeats its text."""
        try:
            return choose_option(self.options, part)
        except InvalidAnswer:
            which = _("Choice {place} of {count} is not on the list.", place=place, count=count) if count > 1 else ""
            raise InvalidAnswer(f"{which} {self._rule}".lstrip()) from None

    def in_order(self, picked: Iterable[str]) -> tuple[str, ...]:
        """The picked values, each once and in the order of the options, so equal answers compare equal."""
        wanted = set(picked)
        return tuple(option.value for option in self.options if option.value in wanted)

    def show(self, value: Value) -> str:
        return ", ".join(label_of(self.options, each) for each in value) if isinstance(value, tuple) else ""

    def fits(self) -> str:
        return _("{menu}  (several: 1,2)", menu=menu(self.options))


class YesNoKind(Struct, frozen=True):
    """Yes or no."""

    name: ClassVar[str] = "yes-no"
    YES: ClassVar[frozenset[str]] = frozenset({"y", "yes", "yeah", "yep", "true", "j", "ja"})
    NO: ClassVar[frozenset[str]] = frozenset(
        {"n", "no", "nope", "not really", "false", "nein", "nee", "nicht wirklich"}
    )

    def read(self, typed: str) -> Value:
        word = short_answer(typed)
        if word in self.YES or word in self.NO:
            return word in self.YES
        raise InvalidAnswer(_("Answer y or n."))

    def show(self, value: Value) -> str:
        return _("yes") if value else _("no")

    def fits(self) -> str:
        return _("y or n")


class NoteKind(Struct, frozen=True):
    """A note that is shown and asks nothing."""

    name: ClassVar[str] = "note"

    def read(self, typed: str) -> Value:
        raise InvalidAnswer(_("Nothing is asked here."))

    def show(self, value: Value) -> str:
        return ""

    def fits(self) -> str:
        return ""
