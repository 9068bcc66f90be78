"""A series of ratings as one line of characters."""

from __future__ import annotations

from collections.abc import Sequence

_BLOCKS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[float | None], *, low: float = 1, high: float = 10, unicode: bool = True) -> str:
    """One character a session, oldest first; a gap is a dot. Without Unicode the rounded number, 10 as ``X``."""
    if not unicode:
        return "".join("." if value is None else "X" if round(value) > 9 else str(round(value)) for value in values)
    last = len(_BLOCKS) - 1

    def block(value: float) -> str:
        place = round((value - low) / (high - low) * last)
        return _BLOCKS[min(last, max(0, place))]

    return "".join("·" if value is None else block(value) for value in values)
