"""Whole numbers, as people type them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from alliance_cli.core.options import Unfit

if TYPE_CHECKING:
    from alliance_cli.core.kinds import Value


def whole_number(typed: str, low: int, high: int) -> int:
    """The number meant; raises Unfit for anything but a whole one from ``low`` to ``high``."""
    word = typed.strip()
    if re.fullmatch(r"[0-9]{1,4}", word) and low <= int(word) <= high:
        return int(word)
    raise Unfit(f"A whole number from {low} to {high} fits here.")


@dataclass(frozen=True, slots=True)
class Number:
    """How many: a whole number that is counted and summed, and rates nothing."""

    name: ClassVar[str] = "number"
    low: int = 0
    high: int = 9999

    def read(self, typed: str) -> Value:
        return whole_number(typed, self.low, self.high)

    def show(self, value: Value) -> str:
        return str(value)

    def fits(self) -> str:
        return f"a whole number from {self.low} to {self.high}"
