"""Applies the own-baseline rule to the client's quick ratings: to their mean and to each scale."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from alliance_cli.core.course.course import SessionRecord
from alliance_cli.core.flags.baseline import DEFAULT_RULE, BaselineRule, Reading, own_baseline
from alliance_cli.core.ratings import SCALES, Rater

BY_ITSELF = 1.3
"""The factor by which a single rating's score must exceed the usual one if the mean is not flagged."""


def for_one_rating(rule: BaselineRule) -> BaselineRule:
    """The stricter rule for a single rating, since testing four ratings would raise the number of false flags."""
    return replace(rule, score=BY_ITSELF * rule.score)


_ALL = frozenset(SCALES)


def mean_readings(
    records: Sequence[SessionRecord], rule: BaselineRule = DEFAULT_RULE, since: int = 0
) -> tuple[Reading, ...]:
    """A reading of the mean of the client's quick ratings for each session from index ``since`` on, oldest first.

    If only some of the four were given, their mean is compared with the mean of the same scales in earlier sessions. A
    session without ratings uses the scales rated last.
    """
    given = [record.ratings_by(Rater.CLIENT) for record in records]
    ids = [record.session.id for record in records]
    which, rated = list[frozenset[str]](), frozenset[str]()
    for each in given:
        rated = _quick(each) or rated
        which.append(rated)
    readings = {
        rated: own_baseline(zip(ids, (_mean(each, rated) for each in given), strict=True), rule, since)
        for rated in set(which[since:])
    }
    return tuple(readings[rated][place] for place, rated in enumerate(which[since:]))


def _quick(given: Mapping[str, int]) -> frozenset[str]:
    """The quick-rating scales among these."""
    return _ALL if given.keys() == _ALL else _ALL.intersection(given)


def _mean(given: Mapping[str, int], rated: Collection[str]) -> float | None:
    """The mean of exactly these ratings; None if one of them is missing."""
    if rated is _ALL and given.keys() == _ALL:
        return sum(given.values()) / len(_ALL)
    values = [given[scale] for scale in rated if scale in given]
    return sum(values) / len(values) if values and len(values) == len(rated) else None


def scale_readings(
    records: Sequence[SessionRecord], rule: BaselineRule, since: int
) -> Iterator[tuple[str, tuple[Reading, ...]]]:
    """The readings of each scale from index ``since`` on, for scales on which a rating is low enough to be flagged."""
    last = [each.ratings_by(Rater.CLIENT) for each in records[since:]]
    wanted = [scale for scale in SCALES if not all(rule.never_flags(each.get(scale)) for each in last)]
    if not wanted:
        return
    ids, given = [each.session.id for each in records], [each.ratings_by(Rater.CLIENT) for each in records]
    for scale in wanted:
        yield scale, own_baseline(zip(ids, [each.get(scale) for each in given], strict=True), rule, since)
