"""What all files of content have in common: one mapping, whose id is the name of the file."""

from __future__ import annotations

from alliance_cli.content.schema.record import Field, Found, Record
from alliance_cli.content.yaml.mistakes import KeyPath, MistakeCollector
from alliance_cli.content.yaml.nodes import Node, ScalarNode


def top(node: Node, collector: MistakeCollector, record: Record) -> Found | None:
    """The document as this record, or None with the mistake listed."""
    if isinstance(node, ScalarNode) and node.is_empty:
        collector.add(0, "", "is empty.")
        return None
    return record.read(node, KeyPath(collector))


def check_stem(found: Found, id: Field[str], stem: str) -> None:
    """List an id that differs from the name of its file; ``stem`` is empty where there is no file."""
    name = found.get(id)
    if stem and name and name != stem:
        found.wrong(id, "differs from the name of the file; the two must be the same.")
