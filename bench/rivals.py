"""The rules the own-baseline rule is measured against, each as a score: the higher, the more out of line.

A rule flags a session whose score reaches its threshold, so that every rule can also be tried at any other
false-alarm rate. Nothing here is part of the program.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import inf, sqrt

WARM_UP = 3
"""How many earlier sessions a rule needs that reckons a spread from them."""


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def sd(values: Sequence[float]) -> float:
    """Standard deviation with n - 1."""
    middle = mean(values)
    return sqrt(sum((value - middle) ** 2 for value in values) / (len(values) - 1))


def moving_range(values: Sequence[float]) -> float:
    """The mean distance from one session to the next."""
    return mean([abs(after - before) for before, after in pairwise(values)])


def sd_line(values: Sequence[float], times: float = 2) -> float:
    """So many standard deviations below the mean."""
    return mean(values) - times * sd(values)


def control_line(values: Sequence[float], times: float = 2.66) -> float:
    """The lower limit of an individuals control chart."""
    return mean(values) - times * moving_range(values)


def own_z(values: Sequence[float]) -> float:
    """How many standard deviations the last value lies from the mean, itself included in both."""
    return (values[-1] - mean(values)) / sd(values)


Score = Callable[[Sequence[float]], float]
"""The earlier sessions' means and, last, the session's own; how far out of line that is."""


def drop(values: Sequence[float]) -> float:
    return values[-2] - values[-1] if len(values) > 1 else -inf


def below_mean(values: Sequence[float]) -> float:
    return mean(values[:-1]) - values[-1] if len(values) > 1 else -inf


def _in_spreads(values: Sequence[float], spread: Callable[[Sequence[float]], float]) -> float:
    earlier = values[:-1]
    if len(earlier) < WARM_UP:
        return -inf
    away, unit = mean(earlier) - values[-1], spread(earlier)
    return away / unit if unit > 1e-9 else inf if away > 1e-9 else -inf


def in_sds(values: Sequence[float]) -> float:
    return _in_spreads(values, sd)


def in_moving_ranges(values: Sequence[float]) -> float:
    return _in_spreads(values, moving_range)


@dataclass(frozen=True, slots=True)
class Rival:
    """A rule with the threshold it is used with."""

    name: str
    score: Score
    threshold: float


RIVALS = (
    Rival("drop of 1 or more since the last session", drop, 1),
    Rival("drop of 2 or more since the last session", drop, 2),
    Rival("2 SD or more below the earlier mean", in_sds, 2),
    Rival("control chart, 2.66 mean moving ranges below", in_moving_ranges, 2.66),
)
YARDSTICK = Rival("1.75 points or more below the earlier mean", below_mean, 1.75)
"""As plain as a rule can be; its threshold was picked on these very simulations."""

BY_T = 0.02
"""The share with which the rule by Student's t was used."""


def by_t(values: Sequence[float], p: float) -> list[bool]:
    """Marks the sessions that the program flagged before: Student's t around a baseline of unflagged sessions."""
    base, run, marks = list[float](), list[float](), list[bool]()
    for value in values:
        flagged = bool(base) and value <= _t_line(base, p)
        marks.append(flagged)
        run = [*run, value] if flagged else []
        if not flagged:
            base.append(value)
        elif len(run) == 4:
            base, run = run, []
    return marks


def _t_line(base: Sequence[float], p: float) -> float:
    n, middle = len(base), mean(base)
    expected = (0.5 * 8 + sum(base)) / (0.5 + n)
    variance = (4 * 0.8**2 + sum((value - middle) ** 2 for value in base)) / (4 + n) * (1 + 1 / (0.5 + n))
    return expected + min(-1, sqrt(variance) * _t_quantile(p, 4 + n))


@cache
def _t_quantile(p: float, nu: float) -> float:
    from scipy import stats  # where it is needed: loading it takes a second

    return float(stats.t.ppf(p, nu))
