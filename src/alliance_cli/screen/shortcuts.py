"""Names the keys of a screen once: what they do, how they are shown, and how Textual binds them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding, BindingType


class Shortcut(NamedTuple):
    """One key: ``does`` is its label, marked for translation; ``shown`` is how it is printed, such as ``Ctrl-B``."""

    key: str
    action: str
    shown: str
    does: str
    in_line: bool = True
    """Whether it stands in the bottom line; the others are on the help page."""


def bindings(keys: Iterable[Shortcut]) -> list[BindingType]:
    """The keys as Textual binds them; they work whatever has the focus."""
    return [Binding(each.key, each.action, each.does, show=False, priority=True) for each in keys]
