"""The line at the top of a screen and the line of keys at its bottom, each fitted into the window."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.widget import Widget

from alliance_cli.core.paragraphs import width
from alliance_cli.views.literal import literal

_GAP = "  "
"""Between what stands side by side, at least."""
_DOT = " · "


class TopLine(Widget):
    """Says where a person is: ``left`` from the most important on, as far as it fits beside ``right``."""

    left: Sequence[str] = ()
    right: Sequence[str] = ()

    def say(self, left: Sequence[str], right: Sequence[str] = ()) -> None:
        """Show other words."""
        self.left, self.right = tuple(filter(None, left)), tuple(filter(None, right))
        self.refresh()

    def render(self) -> Text:
        columns, right = self.size.width, _DOT.join(self.right)
        room = columns - width(right) - len(_GAP)
        shown = list(self.left)
        while len(shown) > 1 and width(_DOT.join(shown)) > room:
            shown.pop()
        said = literal(_DOT.join(shown))
        said.truncate(max(0, room), overflow="ellipsis")
        return said + literal(right.rjust(columns - width(said.plain)))


class KeyLine(Widget):
    """Shows the keys that work now, as many as fit; the last of them always."""

    keys: Sequence[tuple[str, str]] = ()

    def say(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show other keys, each with what it does, from the most important on and the ones always shown last."""
        self.keys = tuple(keys)
        self.refresh()

    def render(self) -> Text:
        *first, last = self.keys or (("", ""),)
        while first and sum(width(f"{key} {does}") + len(_GAP) for key, does in (*first, last)) > self.size.width:
            first.pop()
        said = Text()
        for key, does in (*first, last):
            said.append_text(literal(key, "bold")).append_text(literal(f" {does}{_GAP}"))
        said.rstrip()
        return said
