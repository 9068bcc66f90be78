"""Reads the letters that answer a question, in English or in the chosen language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from alliance_cli.translation import _c

T = TypeVar("T")


def keyed(typed: str, meant: Mapping[str, T]) -> T | None:
    """The value whose letter was typed; None if no letter fits. Letters are marked with ``NC_("key", "n")``."""
    letter = typed.strip().casefold()
    said = {_c("key", key): value for key, value in meant.items()}
    return {**meant, **said}.get(letter)
