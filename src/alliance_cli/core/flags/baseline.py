"""The own-baseline rule: is a rating lower than this client's earlier sessions lead one to expect?

The rule is this project's own. The client's earlier unflagged sessions, together with a weak prior about such
ratings, say what to expect of the next rating and how much it may vary. A rating is flagged by how far it lies below
the expected one, in points divided by the square root of its expected variation: half-way between counting points and
counting standard deviations. A flag is a prompt to ask, never a finding.
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
        """Whether a rating is too near the top of the scale to be flagged, whatever came before it."""
        return value is None or value > 10 - self.drop or (value == 10 - self.drop and self.m0 < 10)


DEFAULT_RULE = BaselineRule()


class Expectation(Struct, frozen=True):
    """What the baseline predicts for a session: the rating and its expected variation, both in points."""

    expected: float
    scale: float

    def score(self, value: float) -> float:
        """How far ``value`` lies below the expected rating: points divided by the square root of the scale."""
        return (self.expected - value) / sqrt(self.scale)

    def lower(self, rule: BaselineRule) -> float:
        """The lower edge of the band, in points: a rating is flagged exactly when it lies at or below the edge."""
        return _lower(self.expected, self.scale, rule)

    def is_left_by(self, value: float, rule: BaselineRule) -> bool:
        """Whether ``value`` is flagged: it reaches ``rule.score`` and is low by ``rule.drop`` points.

        It is compared with the edge that charts draw, so that a flag and the band cannot disagree.
        """
        return value <= self.lower(rule)


def _lower(expected: float, scale: float, rule: BaselineRule) -> float:
    return expected - max(rule.drop, rule.score * sqrt(scale))


def _outlook(rule: BaselineRule, n: int, total: float, squares: float) -> tuple[float, float]:
    """What to expect after ``n`` ratings with this sum and this sum of squares, and how much it may vary."""
    weight, nu = rule.k0 + n, rule.nu0 + n
    spread = max(0.0, squares - total * total / n)
    variance = (rule.nu0 * rule.s0 * rule.s0 + spread) / nu * (1 + 1 / weight)
    return (rule.k0 * rule.m0 + total) / weight, sqrt(variance)


class Reading(Struct, frozen=True):
    """One session compared with its baseline.

    ``value`` is None if nothing was rated, ``outlook`` is None if nothing was rated before. ``level_restarted`` says
    that with this session the lower level has lasted long enough to become the new baseline.
    """

    session: str
    value: float | None
    outlook: Expectation | None
    flagged: bool = False
    level_restarted: bool = False

    def leaves_band_of(self, rule: BaselineRule) -> bool:
        """Whether the rating lies at or below the band of another rule, around the same expectation."""
        return self.value is not None and self.outlook is not None and self.outlook.is_left_by(self.value, rule)


class _Baseline:
    """Keeps running sums, so that each session takes one step; exact for means in quarters of a point."""

    __slots__ = ("_rule", "edge", "n", "run", "squares", "total")

    def __init__(self, rule: BaselineRule) -> None:
        self._rule = rule
        self._start()

    def _start(self) -> None:
        self.n, self.total, self.squares, self.run = 0, 0.0, 0.0, list[float]()
        self.edge = 0.0
        """No rating above this is low enough to be flagged, however small the variation."""

    def take_in(self, values: Iterable[float | None]) -> None:
        """Take in the ratings of earlier sessions for which no reading is needed."""
        left = iter(values)
        while (low := self._keep(left)) is not None:
            self.weigh(low)

    def weigh(self, value: float) -> tuple[bool, bool]:
        """Take in one rating; returns whether it is flagged, and whether it completes a new, lower level."""
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
        """Add ratings up to the first that may be flagged, and return that one; with ``whatever`` add all of them."""
        n, total, squares, edge = self.n, self.total, self.squares, self.edge
        prior, k0, drop = self._rule.k0 * self._rule.m0, self._rule.k0, self._rule.drop
        low = None
        for value in values:  # this runs once for every rating of a practice: a function only for a low one
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
    """Read a course of (session, rating), oldest first; one reading for each session from index ``since`` on.

    Missing ratings are skipped and never filled in. Flagged sessions stay out of the baseline; after ``rule.run`` of
    them in a row, those sessions become the baseline.
    """
    left, baseline = iter(series), _Baseline(rule)
    baseline.take_in([value for _, value in islice(left, since)])
    readings: list[Reading] = []
    for session, value in left:
        outlook = baseline.outlook()
        flagged, restarted = (False, False) if value is None else baseline.weigh(value)
        readings.append(Reading(session, value, outlook, flagged, restarted))
    return tuple(readings)
