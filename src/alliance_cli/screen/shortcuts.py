"""Names the keys of a screen once: what they do, how they are shown, and how Textual binds them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from textual.binding import Binding, BindingType
from textual.screen import Screen

from alliance_cli.screen.inputs.base import AnswerInput, key_named
from alliance_cli.translation import N_, _


class Shortcut(NamedTuple):
    """One key: ``does`` is its label, marked for translation; ``shown`` is how it is printed, such as ``Ctrl-B``."""

    key: str
    action: str
    shown: str
    does: str
    in_line: bool = True
    """Whether it stands in the bottom line; the others are on the help page."""

    @property
    def in_words(self) -> tuple[str, str]:
        """Its name and what it does, in the chosen language."""
        return key_named(self.shown), _(self.does)


def bindings(keys: Iterable[Shortcut]) -> list[BindingType]:
    """The keys as Textual binds them; they work whatever has the focus."""
    return [Binding(each.key, each.action, each.does, show=False, priority=True) for each in keys]


KEYS_EVERYWHERE = (
    Shortcut("f1", "app.help", "F1", N_("help")),
    Shortcut("ctrl+p", "app.palette", "Ctrl-P", N_("commands"), in_line=False),
)
"""What works on every screen; a question mark asks for help too, where it is not the text of an answer."""


def shortcuts_of(screen: Screen[Any]) -> tuple[Shortcut, ...]:
    """The keys of a screen that do something at the moment; ``KEYS`` of the screen names them."""
    own: tuple[Shortcut, ...] = getattr(screen, "KEYS", ())
    return tuple(each for each in own if screen.check_action(each.action, ()))


def keys_of(screen: Screen[Any], *, in_line: bool = False) -> list[tuple[str, str]]:
    """What works at the moment: the keys of the input, of the screen and everywhere, each with what it does.

    ``in_line`` asks for those alone that the bottom line names.
    """
    found = [hint for each in screen.query(AnswerInput) for hint in each.hints()]
    keys = [(key_named(hint.key), hint.does) for hint in found if hint.in_line or not in_line]
    others = (*shortcuts_of(screen), *KEYS_EVERYWHERE)
    return keys + [each.in_words for each in others if each.in_line or not in_line]
