"""A file read as a whole: what it stands for, or all of its mistakes at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from alliance_cli.content.errata import Errata
from alliance_cli.content.nodes import Node
from alliance_cli.content.strict_yaml import document

Made = TypeVar("Made")


def read_whole(text: str, name: str, made: Callable[[Node, Errata], Made | None]) -> Made:
    """What ``made`` makes of the document in ``text``; raises Mistakes that call the file ``name``."""
    errata = Errata(name)
    node = document(text, errata)
    found = made(node, errata) if node else None
    errata.raise_if_any()
    assert found is not None  # noqa: S101  what cannot be built is always listed as a mistake
    return found
