"""The client's mean ratings, session by session, against what the earlier sessions lead one to expect."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from alliance_cli.core.course.entities import SessionRecord
from alliance_cli.core.flags.baseline import DEFAULT_RULE, BaselineRule, Reading, own_baseline
from alliance_cli.core.walk.kinds import SCALES, Rater


def mean_readings(records: Sequence[SessionRecord], rule: BaselineRule = DEFAULT_RULE) -> tuple[Reading, ...]:
    """One reading a session, oldest first, of the mean of the client's quick ratings.

    Where only some of the four were given, their mean is compared with that of the same ones before: a mean of other
    ratings says nothing of it. A session without any is read by those given last.
    """
    given = [_quick(record) for record in records]
    ids = [record.session.id for record in records]
    readings = {
        rated: own_baseline(zip(ids, (_mean(each, rated) for each in given), strict=True), rule)
        for rated in {frozenset(each) for each in given}
    }
    found, rated = [], frozenset[str]()
    for place, each in enumerate(given):
        rated = frozenset(each) or rated
        found.append(readings[rated][place])
    return tuple(found)


def _quick(record: SessionRecord) -> Mapping[str, int]:
    return {scale: value for scale, value in record.of(Rater.CLIENT).items() if scale in SCALES}


def _mean(given: Mapping[str, int], rated: Collection[str]) -> float | None:
    """The mean of just these ratings; None where one of them is missing."""
    values = [given[scale] for scale in rated if scale in given]
    return sum(values) / len(values) if values and len(values) == len(rated) else None
