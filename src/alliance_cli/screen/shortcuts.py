"""Defines the keys of screens in one table for Textual's bindings, the bottom line, the help and the palette."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen

from alliance_cli.screen.inputs.base import AnswerInput, KeyHint, Rank, key_named
from alliance_cli.translation import N_, _

ANSWER, QUESTIONS, ON_THE_WAY, SCREEN = N_("Answer"), N_("Questions"), N_("On the way"), N_("Screen")
"""Titles that the help pages of several screens share."""


class Shortcut(NamedTuple):
    """One key: ``does`` is its label, marked for translation; ``shown`` is its printed name, such as ``Ctrl-B``."""

    key: str
    action: str
    shown: str
    does: str
    short: str = ""
    """A shorter label, marked for translation; empty for none."""
    in_line: bool = True
    """Whether the bottom line shows it; the help page shows every key."""
    rank: Rank = Rank.USUAL
    group: str = SCREEN

    @property
    def in_words(self) -> KeyHint:
        """The hint with its name and labels in the chosen language."""
        short = _(self.short) if self.short else ""
        return KeyHint(key_named(self.shown), _(self.does), self.in_line, short, self.rank, _(self.group))


def bindings(keys: Iterable[Shortcut]) -> list[BindingType]:
    """The keys as Textual bindings that work whatever has the focus."""
    return [Binding(each.key, each.action, each.does, show=False, priority=True) for each in keys]


KEYS_EVERYWHERE = (
    Shortcut("f1", "app.help", "F1", N_("help"), rank=Rank.ALWAYS),
    Shortcut("ctrl+p", "app.palette", "Ctrl-P", N_("find a command"), in_line=False),
)
"""The keys of every screen; a question mark also opens the help unless it is part of an answer."""
BLANK = Shortcut("f3", "app.blank", "F3", N_("blank the screen"), N_("blank"), rank=Rank.SPARE)
"""The key that blanks every screen except the client's, even while a person types."""


def shortcuts_of(screen: Screen[Any]) -> tuple[Shortcut, ...]:
    """The keys in a screen's ``KEYS`` that work now.

    If two keys do the same, only the first is returned.
    """
    own: tuple[Shortcut, ...] = getattr(screen, "KEYS", ())
    found: dict[str, Shortcut] = {}
    for each in own:
        if screen.check_action(each.action, ()):
            found.setdefault(each.does, each)
    return tuple(found.values())


def commands_of(screen: Screen[Any]) -> tuple[Shortcut, ...]:
    """The keys of a screen that work now, and F3 unless the screen has a blanking key of its own."""
    own = shortcuts_of(screen)
    return own if any(each.does == BLANK.does for each in own) else (*own, BLANK)


def keys_of(screen: Screen[Any], *, in_line: bool = False) -> list[KeyHint]:
    """The hints for all keys that work now: those of the input, of the screen and of the application.

    With ``in_line``, only those for the bottom line.
    """
    everywhere = KEYS_EVERYWHERE[:1] if isinstance(screen, ModalScreen) else KEYS_EVERYWHERE
    found = [*_input_keys_of(screen), *(each.in_words for each in (*commands_of(screen), *everywhere))]
    return [each for each in found if each.in_line or not in_line]


def own_keys_of(screen: Screen[Any]) -> Iterator[KeyHint]:
    """The hints for the keys of the input and of the screen that work now."""
    yield from _input_keys_of(screen)
    yield from (each.in_words for each in shortcuts_of(screen))


def _input_keys_of(screen: Screen[Any]) -> Iterator[KeyHint]:
    for widget in screen.query(AnswerInput):
        for hint in widget.hints():
            yield hint._replace(key=key_named(hint.key), group=_(ANSWER))
