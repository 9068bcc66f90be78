"""Defines the nodes of a YAML document: texts, lists and mappings as the author wrote them, each with its line."""

from __future__ import annotations

from msgspec import Struct

_NULL = frozenset({"", "~", "null", "Null", "NULL"})


class ScalarNode(Struct, frozen=True):
    """One text. ``style`` is the quotation mark or block sign it was written with, empty for none.

    ``comment`` is the line of a comment directly after it, 0 for none. In free text the comment may be the rest of the
    text, since YAML begins one at ``#`` after a space.
    """

    line: int
    text: str
    style: str = ""
    comment: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written, or the word for null."""
        return self.text == "" or (not self.style and self.text in _NULL)

    @property
    def prose(self) -> str:
        """The text without the line break that a block (``|`` or ``>``) leaves at its end."""
        return self.text.rstrip("\n") if self.style in ("|", ">") else self.text


class SequenceNode(Struct, frozen=True):
    """The items of a list in order."""

    line: int
    items: tuple[Node, ...]


class MappingEntry(Struct, frozen=True):
    """One key of a mapping with its value."""

    line: int
    key: str
    value: Node


class MappingNode(Struct, frozen=True):
    """A mapping in the author's order; each key occurs once."""

    line: int
    entries: tuple[MappingEntry, ...]

    def get(self, key: str) -> MappingEntry | None:
        return next((entry for entry in self.entries if entry.key == key), None)


class BrokenNode(Struct, frozen=True):
    """Something that is already listed as a mistake and is not checked further."""

    line: int


Node = ScalarNode | SequenceNode | MappingNode | BrokenNode
