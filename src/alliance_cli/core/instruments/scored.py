"""Adds the scores of instruments to the sessions of a course."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from alliance_cli.core.course.entities import Course, SessionRecord
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.instruments.scoring import Administration, Score, score, with_given_total


def score_of(taken: Administration, instrument: Instrument | None) -> Score:
    """The score of one administration by the instrument as it is now.

    Where there is no instrument any more, or it is of another version or no longer fits what was answered, the
    answers are counted and not scored: a total by the wrong key would be worse than none. A total that was given by
    itself stays.
    """
    if instrument is not None and instrument.version == taken.version:
        try:
            scored = with_given_total(score(instrument, taken.rater, taken.values), instrument, taken.total)
            return replace(scored, on=taken.on)
        except WrongUse:
            pass  # the clinician's own file was changed since
    name, count = taken.instrument, len(taken.values)
    return Score(name, name, taken.version, taken.rater, count, items=0, total=taken.total, subscales={}, on=taken.on)


def with_scores(
    course: Course, administrations: Iterable[Administration], instruments: Mapping[str, Instrument]
) -> Course:
    """The course with every administration scored at its session, by the instruments at hand.

    One that is tied to no session belongs to the latest session on or before its date. Those from before the
    first session stand apart.
    """
    by_session: dict[str, list[Score]] = defaultdict(list)
    for taken in sorted(administrations, key=lambda each: (each.on, each.instrument, each.rater, each.id)):
        by_session[_session_of(taken, course)].append(score_of(taken, instruments.get(taken.instrument)))
    records = (replace(record, scores=tuple(by_session[record.session.id])) for record in course.records)
    return replace(course, records=tuple(records), apart=tuple(by_session[""]))


def scores_of(course: Course, shown: Sequence[SessionRecord]) -> tuple[Score, ...]:
    """The scores of these sessions, after those from before the first where that is among them."""
    first = course.apart if tuple(shown[:1]) == course.records[:1] else ()
    return (*first, *(score for record in shown for score in record.scores))


def _session_of(taken: Administration, course: Course) -> str:
    """The id of the session an administration belongs to, or empty."""
    ids = {record.session.id for record in course.records}
    if taken.session in ids:
        return taken.session
    before = [record.session for record in course.records if record.session.on <= taken.on]
    return max(before, key=lambda session: (session.on, session.number)).id if before else ""
