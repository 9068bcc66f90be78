"""Adds the scores of instruments to the sessions of a course."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from alliance_cli.core.course.course import Course, SessionRecord
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.instruments.scoring import Administration, Score, score, with_given_total
from alliance_cli.core.walk.hand_over import shown_scores


def score_of(taken: Administration, instrument: Instrument | None) -> Score:
    """The score of one administration by the current version of the instrument.

    If the instrument is gone, has another version, or no longer fits the answers, the answers are only counted: a total
    by the wrong key would be worse than none. A total that was entered without all items is kept.
    """
    if instrument is not None and instrument.version == taken.version:
        try:
            scored = with_given_total(score(instrument, taken.rater, taken.values), instrument, taken.total)
            return replace(scored, on=taken.on)
        except WrongUse:
            pass  # the clinician has changed the instrument's file since
    name, count = taken.instrument, len(taken.values)
    return Score(name, name, taken.version, taken.rater, count, items=0, total=taken.total, subscales={}, on=taken.on)


def with_scores(
    course: Course, administrations: Iterable[Administration], instruments: Mapping[str, Instrument]
) -> Course:
    """The course with every administration scored by the available instruments and added to its session.

    An administration without a session belongs to the latest session on or before its date. Those from before the first
    session are in ``apart``.
    """
    by_session: dict[str, list[Score]] = defaultdict(list)
    ids = {record.session.id for record in course.records}
    by_date = sorted((record.session.on, record.session.number, record.session.id) for record in course.records)
    for taken in sorted(administrations, key=lambda each: (each.on, each.instrument, each.rater, each.id)):
        session = taken.session if taken.session in ids else _latest_until(taken.on, by_date)
        by_session[session].append(score_of(taken, instruments.get(taken.instrument)))
    records = (_with_scores_of(record, by_session) for record in course.records)
    return replace(course, records=tuple(records), apart=tuple(by_session[""]))


def _with_scores_of(record: SessionRecord, by_session: Mapping[str, Sequence[Score]]) -> SessionRecord:
    id_ = record.session.id
    return replace(record, scores=shown_scores(record, by_session[id_])) if id_ in by_session else record


def scores_of(course: Course, shown: Sequence[SessionRecord]) -> tuple[Score, ...]:
    """The scores of these sessions, preceded by the scores from before the first session if that is among them."""
    first = course.apart if tuple(shown[:1]) == course.records[:1] else ()
    return (*first, *(score for record in shown for score in record.scores))


def _latest_until(day: date, by_date: Sequence[tuple[date, int, str]]) -> str:
    """The id of the latest session on or before a day, or empty; ``by_date`` has sorted (date, number, id) tuples."""
    place = bisect_right(by_date, day, key=lambda session: session[0])
    return by_date[place - 1][2] if place else ""
