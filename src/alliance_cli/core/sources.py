"""Defines the works that the content cites, with their use and the figures taken from them."""

from __future__ import annotations

from msgspec import Struct

from alliance_cli.translation import _


class Source(Struct, frozen=True):
    """A work in the bibliography, or free text given as a source by a clinician, which has only a ``title``.

    ``figures`` has the figures taken from it, in words; only a ``verified`` work, checked against a public record, has
    any. ``more``: there are further authors. A law has no year.
    """

    title: str
    id: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    published: str = ""
    doi: str = ""
    used_for: str = ""
    verified: bool = False
    figures: tuple[str, ...] = ()
    edited: bool = False
    more: bool = False

    @property
    def short(self) -> str:
        """The citation for use in a text, such as ``Flückiger et al. (2018)``; free text is returned unchanged."""
        names = [author.partition(",")[0] for author in self.authors]
        if not names:
            return self.title
        together = f"{names[0]} et al." if self.more or len(names) > 2 else " & ".join(names)
        return together if self.year is None else f"{together} ({self.year})"

    @property
    def reference(self) -> str:
        """The full reference with its DOI; free text is returned unchanged."""
        if not self.authors:
            return self.title
        *others, last = self.authors
        names = f"{', '.join(others)} & {last}" if others and not self.more else ", ".join(self.authors)
        if self.more:
            names = _("{names} and others", names=names)
        if self.edited:
            names = _("{names} (eds.)", names=names)
        year = "" if self.year is None else f" ({self.year})"
        end = "" if self.title.endswith((".", "?", "!")) else "."
        parts = (f"{names}{year}{'.' if year or not names.endswith('.') else ''}", self.title + end, self.published)
        return " ".join(part for part in parts if part) + (f" doi:{self.doi}" if self.doi else "")
