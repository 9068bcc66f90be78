"""What a YAML file holds, as its author wrote it: texts, lists and mappings that know their line."""

from __future__ import annotations

from dataclasses import dataclass

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text. ``style`` is the quotation mark or block sign it was written with, empty for none."""

    line: int
    text: str
    style: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing was written, or the word for nothing."""
        return self.text == "" or (not self.style and self.text in _NOTHING)

    @property
    def prose(self) -> str:
        """The text without the line break that a block (``|`` or ``>``) leaves at its end."""
        return self.text.rstrip("\n") if self.style in ("|", ">") else self.text


@dataclass(frozen=True, slots=True)
class Listing:
    """Items in order."""

    line: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping and what stands behind it."""

    line: int
    key: str
    value: Node


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping in the author's order; every key stands once."""

    line: int
    entries: tuple[Entry, ...]

    def get(self, key: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.key == key), None)


@dataclass(frozen=True, slots=True)
class Broken:
    """Something already reported as a mistake, about which no more need be said."""

    line: int


Node = Scalar | Listing | Table | Broken
