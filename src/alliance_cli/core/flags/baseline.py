"""The own-baseline rule, which flags a rating that is low compared with the same client's earlier ones.

The rule is this project's own. It predicts the next rating and its variation from the client's earlier unflagged
sessions and a weak prior about such ratings. The score of a rating is its distance below the prediction, in points,
divided by the square root of the expected variation: half-way between counting points and counting standard
deviations. A rating with a high score is flagged. A flag is a prompt to ask, never a finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from math import sqrt

from msgspec import Struct

from alliance_cli.core.errors import WrongUse
from alliance_cli.translation import _


class BaselineRule(Struct, frozen=True):
    """The parameters of the own-baseline rule, in points of a 1-10 rating. Raises WrongUse for unusable numbers.

    ``score``: the smallest score that is flagged (above 0, at most 9; see ``Expectation.score``).
    ``drop``: the smallest distance below the expected rating that is flagged, in points (0 to 9).
    ``m0``, ``k0``: the prior's level, and how many sessions it counts for (1 to 10; above 0).
    ``s0``, ``nu0``: the prior's spread in points, and how many sessions it counts for (both above 0).
    ``run``: how many flagged sessions in a row make a new, lower level (1 or more).
    """

    score: float = 1.99
    drop: float = 1.0
    m0: float = 8.0
    k0: float = 0.5
    nu0: float = 10.0
    s0: float = 0.8
    run: int = 4

    def __post_init__(self) -> None:
        if not 0 < self.score <= 9:
            raise WrongUse(_("The own-baseline rule takes a score above 0 and up to 9."))
        if not 0 <= self.drop <= 9:
            raise WrongUse(_("The own-baseline rule takes a drop from 0 to 9 points."))
        if not (1 <= self.m0 <= 10 and self.k0 > 0 and self.nu0 > 0 and self.s0 > 0 and self.run >= 1):
            raise WrongUse(_("The own-baseline rule takes a level from 1 to 10, and weights and spread above 0."))

    def never_flags(self, value: float | None) -> bool:
        """Whether a rating is too near the top of the scale ever to be flagged."""
        return value is None or value > 10 - self.drop or (value == 10 - self.drop and self.m0 < 10)


DEFAULT_RULE = BaselineRule()


class Expectation(Struct, frozen=True):
    """The prediction for a session: the expected rating and its expected variation, both in points."""

    expected: float
    scale: float

    def score(self, value: float) -> float:
        """How far ``value`` lies below the expected rating: points divided by the square root of the scale."""
        return (self.expected - value) / sqrt(self.scale)

    def lower(self, rule: BaselineRule) -> float:
        """The lower edge of the band, in points: a rating is flagged if it is at or below the edge."""
        return _lower(self.expected, self.scale, rule)

    def is_left_by(self, value: float, rule: BaselineRule) -> bool:
        """Whether ``value`` is flagged: it reaches ``rule.score`` and is at least ``rule.drop`` points low.

        It is compared with the edge that charts draw, so a flag and the band cannot disagree.
        """
        return value <= self.lower(rule)


def _lower(expected: float, scale: float, rule: BaselineRule) -> float:
    return expected - max(rule.drop, rule.score * sqrt(scale))


def _outlook(rule: BaselineRule, n: int, total: float, squares: float) -> tuple[float, float]:
    """The expected rating after ``n`` ratings with this sum and sum of squares, and its expected variation."""
    weight, nu = rule.k0 + n, rule.nu0 + n
    spread = max(0.0, squares - total * total / n)
    variance = (rule.nu0 * rule.s0 * rule.s0 + spread) / nu * (1 + 1 / weight)
    return (rule.k0 * rule.m0 + total) / weight, sqrt(variance)


class Reading(Struct, frozen=True):
    """One session compared with its baseline.

    ``value`` is None if nothing was rated, and ``outlook`` is None if nothing was rated before. ``level_restarted``:
    with this session, the lower level has lasted long enough to become the new baseline.
    """

    session: str
    value: float | None
    outlook: Expectation | None
    flagged: bool = False
    level_restarted: bool = False

    def leaves_band_of(self, rule: BaselineRule) -> bool:
        """Whether another rule, given the same expectation, would flag the rating."""
        return self.value is not None and self.outlook is not None and self.outlook.is_left_by(self.value, rule)


class _Baseline:
    """Keeps running sums, so each session takes constant time; exact for means in quarters of a point."""

    __slots__ = ("_rule", "edge", "n", "run", "squares", "total")

    def __init__(self, rule: BaselineRule) -> None:
        self._rule = rule
        self._start()

    def _start(self) -> None:
        self.n, self.total, self.squares, self.run = 0, 0.0, 0.0, list[float]()
        self.edge = 0.0
        """Ratings above this are never flagged, however small the variation."""

    def take_in(self, values: Iterable[float | None]) -> None:
        """Add the ratings of earlier sessions that need no reading."""
        left = iter(values)
        while (low := self._keep(left)) is not None:
            self.weigh(low)

    def weigh(self, value: float) -> tuple[bool, bool]:
        """Add one rating; returns whether it is flagged, and whether it completes a new, lower level."""
        outlook = self.outlook() if value <= self.edge else None
        if outlook is None or not outlook.is_left_by(value, self._rule):
            self._keep((value,), whatever=True)
            return False, False
        self.run = [*self.run, value]
        if len(self.run) < self._rule.run:
            return True, False
        level = self.run
        self._start()
        self._keep(level, whatever=True)
        return True, True

    def _keep(self, values: Iterable[float | None], *, whatever: bool = False) -> float | None:
        """Add ratings up to the first that may be flagged, and return that rating; ``whatever`` adds all of them."""
        n, total, squares, edge = self.n, self.total, self.squares, self.edge
        prior, k0, drop = self._rule.k0 * self._rule.m0, self._rule.k0, self._rule.drop
        low = None
        for value in values:  # runs for every rating of a practice, so functions are called only for low ones
            if value is None:
                continue
            if value <= edge and not whatever and value <= _lower(*_outlook(self._rule, n, total, squares), self._rule):
                low = value
                break
            n += 1
            total += value
            squares += value * value
            edge = (prior + total) / (k0 + n) - drop
        if n > self.n:
            self.run = []
        self.n, self.total, self.squares, self.edge = n, total, squares, edge
        return low

    def outlook(self) -> Expectation | None:
        return Expectation(*_outlook(self._rule, self.n, self.total, self.squares)) if self.n else None


def own_baseline(
    series: Iterable[tuple[str, float | None]], rule: BaselineRule = DEFAULT_RULE, since: int = 0
) -> tuple[Reading, ...]:
    """Returns a reading for each session from index ``since`` on, given (session, rating) pairs, oldest first.

    Missing ratings are skipped and never imputed. Flagged sessions are left out of the baseline; after ``rule.run``
    flagged sessions in a row, those sessions become the baseline.
    """
    left, baseline = iter(series), _Baseline(rule)
    baseline.take_in([value for _, value in islice(left, since)])
    readings: list[Reading] = []
    for session, value in left:
        outlook = baseline.outlook()
        flagged, restarted = (False, False) if value is None else baseline.weigh(value)
        readings.append(Reading(session, value, outlook, flagged, restarted))
    return tuple(readings)
