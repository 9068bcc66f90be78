"""What a command uses at three sizes of a vault, how that grows, and the limits that it is held to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log10
from typing import NamedTuple

NOISE = 0.2
"""Seconds: where a step to a larger size adds less than this, it says nothing about growth."""


class Used(NamedTuple):
    """What one process used: processor seconds, and its peak memory in MiB."""

    seconds: float
    mib: float


class Measured(NamedTuple):
    """A command with what it used at each of three sizes."""

    typed: str
    sizes: Sequence[int]
    used: Sequence[Used]

    @property
    def name(self) -> str:
        return f"`{f'alliance {self.typed}'.strip()}`"

    @property
    def largest(self) -> float:
        """Seconds at the largest size."""
        return self.used[2].seconds

    @property
    def beyond_start(self) -> float:
        """Seconds at the largest size beyond those at the smallest."""
        return max(0.0, self.largest - self.used[0].seconds)

    @property
    def exponent(self) -> float:
        """The power of the size that the whole command grows by in the step to the largest size."""
        return self._power(self.largest / self.used[1].seconds)

    @property
    def exponent_beyond_start(self) -> float | None:
        """The same without the cost of starting; None where noise hides it.

        For a start that costs the same at every size, and sizes that are each the same multiple of the one before,
        this is exact: what the last step adds, over what the step before adds, is the multiple to that power.
        """
        small, middle, large = (each.seconds for each in self.used)
        if middle - small < NOISE or large - middle < NOISE:
            return None
        return self._power((large - middle) / (middle - small))

    def _power(self, ratio: float) -> float:
        return log10(ratio) / log10(self.sizes[2] / self.sizes[1])

    @property
    def peak(self) -> float:
        """MiB at whatever size."""
        return max(each.mib for each in self.used)


class Limit(NamedTuple):
    """What a measure may be at most, for the commands that it is of."""

    what: str
    most: float
    unit: str
    of: Callable[[Measured], float | None]

    def verdict(self, measured: Sequence[Measured]) -> str:
        """A line that says whether the limit is met, and where it is missed or what came next to it."""
        found = sorted((value, each.name) for each in measured if (value := self.of(each)) is not None)
        if not found:
            return f"- not measured: {self.what}"
        over = [each for each in found if each[0] > self.most] or found[-1:]
        said = ", ".join(f"{value:.2f} {self.unit}".strip() + f" ({name})" for value, name in reversed(over))
        missed = found[-1][0] > self.most
        return (
            f"- **{'missed' if missed else 'met'}**: {self.what} at most {self.most:g} {self.unit}".rstrip()
            + f": {said}"
        )


LIMITS = (
    Limit("memory", 300, "MiB", lambda it: it.peak),
    Limit("growth exponent", 1.1, "", lambda it: it.exponent),
    Limit("growth exponent less the start", 1.1, "", lambda it: it.exponent_beyond_start),
    Limit("`alliance` beyond the smallest practice", 1, "s", lambda it: None if it.typed else it.beyond_start),
    Limit("`alliance history`", 5, "s", lambda it: it.largest if it.typed == "history" else None),
    Limit("each export", 60, "s", lambda it: it.largest if it.typed.startswith("export") else None),
)


def head(sizes: Sequence[str]) -> None:
    first, second, third = sizes
    ratios = f"{third} : {second}", f"{third} : {first}"
    heads = ("command", first, second, third, *ratios, "exponent", "less the start", "memory", "limits")
    print(f"\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}", flush=True)


def report(measured: Measured) -> Measured:
    """Print one row of the table."""
    small, middle, large = (each.seconds for each in measured.used)
    beyond = measured.exponent_beyond_start
    over = any((value := limit.of(measured)) is not None and value > limit.most for limit in LIMITS)
    cells = (
        measured.name,
        f"{small:.2f} s",
        f"{middle:.2f} s",
        f"{large:.2f} s",
        f"{large / middle:.2f}",
        f"{large / small:.2f}",
        f"{measured.exponent:.2f}",
        "-" if beyond is None else f"{beyond:.2f}",
        f"{measured.peak:.0f} MiB",
        "over" if over else "within",
    )
    print(f"| {' | '.join(cells)} |", flush=True)
    return measured
