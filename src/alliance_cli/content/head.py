"""What all files of content have in common: one mapping, whose id is the name of the file."""

from __future__ import annotations

from alliance_cli.content.errata import Errata, Place
from alliance_cli.content.nodes import Node, Scalar
from alliance_cli.content.record import Field, Found, Record


def top(node: Node, errata: Errata, record: Record) -> Found | None:
    """The document as this record, or None with the mistake listed."""
    if isinstance(node, Scalar) and node.is_empty:
        errata.add(0, "", "is empty.")
        return None
    return record.read(node, Place(errata))


def check_stem(found: Found, id: Field[str], stem: str) -> None:
    """List an id that differs from the name of its file; ``stem`` is empty where there is no file."""
    name = found.get(id)
    if stem and name and name != stem:
        found.wrong(id, "differs from the name of the file; the two must be the same.")
