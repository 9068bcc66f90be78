"""A file read as a whole: what it stands for, or all of its mistakes at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from alliance_cli.content.yaml.mistakes import MistakeCollector
from alliance_cli.content.yaml.nodes import Node
from alliance_cli.content.yaml.strict_yaml import document

Made = TypeVar("Made")


def parse_document(text: str, name: str, made: Callable[[Node, MistakeCollector], Made | None]) -> Made:
    """What ``made`` makes of the document in ``text``; raises Mistakes that call the file ``name``."""
    collector = MistakeCollector(name)
    node = document(text, collector)
    found = made(node, collector) if node else None
    collector.raise_if_any()
    assert found is not None  # noqa: S101  what cannot be built is always listed as a mistake
    return found
