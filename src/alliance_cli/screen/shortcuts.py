"""Names the keys of a screen once: what they do, how they are shown, and how Textual binds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen

from alliance_cli.screen.inputs.base import AnswerInput, KeyHint, Rank, key_named
from alliance_cli.translation import N_, _

ANSWER, QUESTIONS, ON_THE_WAY, SCREEN = N_("Answer"), N_("Questions"), N_("On the way"), N_("Screen")
"""Titles of the help page that several screens have."""


class Shortcut(NamedTuple):
    """One key: ``does`` is its label, marked for translation; ``shown`` is how it is printed, such as ``Ctrl-B``."""

    key: str
    action: str
    shown: str
    does: str
    short: str = ""
    """The label where there is little room, marked for translation too; empty where it is the same."""
    in_line: bool = True
    """Whether it stands in the bottom line; the others are on the help page."""
    rank: Rank = Rank.USUAL
    group: str = SCREEN

    @property
    def in_words(self) -> KeyHint:
        """Its name and what it does, in the chosen language."""
        short = _(self.short) if self.short else ""
        return KeyHint(key_named(self.shown), _(self.does), self.in_line, short, self.rank, _(self.group))


def bindings(keys: Iterable[Shortcut]) -> list[BindingType]:
    """The keys as Textual binds them; they work whatever has the focus."""
    return [Binding(each.key, each.action, each.does, show=False, priority=True) for each in keys]


KEYS_EVERYWHERE = (
    Shortcut("f1", "app.help", "F1", N_("help"), rank=Rank.ALWAYS),
    Shortcut("ctrl+p", "app.palette", "Ctrl-P", N_("find a command"), in_line=False),
)
"""What works on every screen; a question mark asks for help too, where it is not the text of an answer."""
BLANK = Shortcut("f3", "app.blank", "F3", N_("blank the screen"), N_("blank"), rank=Rank.SPARE)
"""What blanks every screen but the client's, in the middle of a word too."""


def shortcuts_of(screen: Screen[Any]) -> tuple[Shortcut, ...]:
    """The keys of a screen that do something at the moment; ``KEYS`` of the screen names them.

    Where two keys do the same, the first of them stands for both.
    """
    own: tuple[Shortcut, ...] = getattr(screen, "KEYS", ())
    found: dict[str, Shortcut] = {}
    for each in own:
        if screen.check_action(each.action, ()):
            found.setdefault(each.does, each)
    return tuple(found.values())


def commands_of(screen: Screen[Any]) -> tuple[Shortcut, ...]:
    """The keys of a screen that do something at the moment, and F3 where it has no key of its own to blank it."""
    own = shortcuts_of(screen)
    return own if any(each.does == BLANK.does for each in own) else (*own, BLANK)


def keys_of(screen: Screen[Any], *, in_line: bool = False) -> list[KeyHint]:
    """What works at the moment: the keys of the input, of the screen and everywhere, each with what it does.

    ``in_line`` asks for those alone that the bottom line names.
    """
    everywhere = KEYS_EVERYWHERE[:1] if isinstance(screen, ModalScreen) else KEYS_EVERYWHERE
    found = [*_input_keys_of(screen), *(each.in_words for each in (*commands_of(screen), *everywhere))]
    return [each for each in found if each.in_line or not in_line]


def own_keys_of(screen: Screen[Any]) -> Iterator[KeyHint]:
    """The keys of the input and of the screen alone that work at the moment."""
    yield from _input_keys_of(screen)
    yield from (each.in_words for each in shortcuts_of(screen))


def _input_keys_of(screen: Screen[Any]) -> Iterator[KeyHint]:
    for widget in screen.query(AnswerInput):
        for hint in widget.hints():
            yield hint._replace(key=key_named(hint.key), group=_(ANSWER))
