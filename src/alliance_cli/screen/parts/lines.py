"""The top line of a screen and the line of keys at its bottom, each fitted to the window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from alliance_cli.core.fitting.paragraphs import width
from alliance_cli.screen.inputs.base import KeyHint, Rank
from alliance_cli.views.literal import literal

_GAP = "  "
"""The smallest gap between neighbours."""
_DOT = " · "


class TopLine(Widget):
    """Shows where the person is: as much of ``left``, most important first, as fits beside ``right``."""

    left: Sequence[str] = ()
    right: Sequence[str] = ()

    def say(self, left: Sequence[str], right: Sequence[str] = ()) -> None:
        """Replace the text."""
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
    """Shows the keys that work now on at most ``rows`` rows; labels are shortened before any key is left out."""

    rows = 1
    keys: Sequence[KeyHint] = ()

    def say(self, keys: Iterable[KeyHint | tuple[str, str]]) -> None:
        """Replace the keys, given in the order of the line."""
        self.keys = tuple(KeyHint(*each) for each in keys)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(in_rows(self.keys, width, self.rows))

    def render(self) -> Text:
        return Text("\n").join(_row(row, self.size.width) for row in in_rows(self.keys, self.size.width, self.rows))


Rows = list[list[KeyHint]]
"""Keys by row, each with the label to show."""


def in_rows(keys: Sequence[KeyHint], columns: int, rows: int) -> Rows:
    """The keys fitted into ``rows`` rows of ``columns`` columns: labels are shortened first, then keys left out."""

    def fits(some: Sequence[KeyHint]) -> bool:
        broken = _broken(some, columns)
        return len(broken) <= rows and all(_columns(row) <= columns for row in broken)

    shown = [each._replace(does=each.short or each.does) for each in keys]
    words = {each.key: each.does for each in keys}
    while len(shown) > 1 and not fits(shown):
        last = max(reversed(shown), key=lambda each: each.rank)
        shown = [each for each in shown if each is not last]
    for each in sorted(shown, key=lambda each: each.rank):
        longer = [other._replace(does=words[each.key]) if other is each else other for other in shown]
        shown = longer if fits(longer) else shown
    return _broken(shown, columns)


def _broken(keys: Sequence[KeyHint], columns: int) -> Rows:
    """The keys by row; those that are never left out come last."""
    broken: Rows = [[]]
    for each in sorted(keys, key=lambda each: each.rank is Rank.ALWAYS):
        if broken[-1] and _columns([*broken[-1], each]) > columns:
            broken.append([])
        broken[-1].append(each)
    return broken


def _columns(keys: Sequence[KeyHint]) -> int:
    return sum(width(f"{each.key} {each.does}") for each in keys) + len(_GAP) * (len(keys) - 1)


def _row(keys: Sequence[KeyHint], columns: int) -> Text:
    """One row, with the keys that are never left out at its right end."""
    parts = [[each for each in keys if (each.rank is Rank.ALWAYS) is last] for last in (False, True)]
    said, end = (literal(_GAP).join(map(_named, part)) for part in parts)
    between = columns - width(said.plain) - width(end.plain) if all(parts) else 0
    return said.append(" " * max(0, between)).append_text(end)


def _named(each: KeyHint) -> Text:
    return Text().append_text(literal(each.key, "bold")).append_text(literal(f" {each.does}"))
