"""A client's course as JSON documents. The keys are fixed; a key without data is present and empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alliance_cli.core.course.completeness import completeness
from alliance_cli.core.course.course import Course, KeptAnswer, SessionRecord
from alliance_cli.core.course.missed import MissedSession
from alliance_cli.core.course.moment import Moment
from alliance_cli.core.course.picture import Point, patterns
from alliance_cli.core.flags.decisions import flag_name
from alliance_cli.core.flags.flag import Explanation, Flag
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.marks import Mark
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.report.json import Document, attributes
from alliance_cli.report.json.measure import score_document
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.core.voices.agreement import Agreement
    from alliance_cli.core.voices.tracking import Congruence
    from alliance_cli.usecases.review.course import HeardVoices


def history_document(
    course: Course,
    answers: Sequence[KeptAnswer] | None = None,
    flags: Sequence[Flag] = (),
    latest: int | None = None,
    points: Sequence[Point] = (),
) -> Document:
    """``alliance history J7 --json``; process notes are included only if ``answers`` are given.

    ``latest`` limits the list of sessions; counts and open ruptures cover the whole course. ``points`` are the
    sessions as the chart shows them.
    """
    counts, named = completeness(course), patterns(course)
    drawn = {point.session.id: point for point in points}
    shown = course.records[_first(course, latest) :]
    return {
        "client": course.client.code,
        "sessions": [_session(record, answers, flags, drawn.get(record.session.id)) for record in shown],
        "scores_before_first_session": [score_document(score) for score in course.apart],
        "missed": [_missed(missed, answers) for missed in course.missed],
        "open_ruptures": [moment.id for moment in course.open_ruptures],
        "completeness": attributes(counts, "sessions", "reflected", "client_rated", "missed", "held_back"),
        "pattern": {rater.value: named.get(rater, "") for rater in Rater},
    }


def _first(course: Course, latest: int | None) -> int:
    return 0 if latest is None else max(0, len(course.records) - latest)


def _session(
    record: SessionRecord, answers: Sequence[KeptAnswer] | None, flags: Sequence[Flag], point: Point | None
) -> Document:
    document: Document = {
        "id": record.session.id,
        "number": record.session.number,
        "on": record.session.on.isoformat(),
        "phases": {phase.value: state for phase, state in record.phases.items()},
        "ratings": {rater.value: dict(record.ratings_by(rater)) for rater in Rater},
        "means": {rater.value: record.mean(rater) for rater in Rater},
        "expected": attributes(point, "expected", "lower") if point and point.expected is not None else None,
        "tension": {rater.value: record.tension.get(rater) for rater in Rater},
        "moments": [moment_document(moment, notes=answers is not None) for moment in record.moments],
        "marks": [mark_document(each, notes=answers is not None) for each in record.marks],
        "scores": [score_document(score) for score in record.scores],
        "held_back": record.held_back,
        "flags": [
            {"name": flag_name(flag.kind, record.session.number), **flag_document(flag)}
            for flag in flags
            if flag.session == record.session.id
        ],
    }
    return document | _answers(record.session.id, answers)


def _missed(missed: MissedSession, answers: Sequence[KeptAnswer] | None) -> Document:
    on = {"id": missed.id, "on": missed.on.isoformat(), "why": missed.why.value}
    return on | _answers(missed.id, answers)


def _answers(session: str, answers: Sequence[KeptAnswer] | None) -> Document:
    if answers is None:
        return {}
    return {
        "answers": [
            {"phase": each.phase.value, "prompt": each.step, "asked": each.asked, "value": each.value}
            for each in answers
            if each.session == session
        ]
    }


def flag_document(flag: Flag) -> Document:
    """One flag, without its session."""
    return attributes(flag, "kind", "component", "rater", "instrument", "value", "expected", "says", "next")


def moment_document(moment: Moment, *, notes: bool) -> Document:
    """A moment with its repairs; without ``notes``, what was typed about it or in a repair is empty."""
    return {
        **attributes(moment, "id", "kind", "signs", "marker", "component", "noticed_by"),
        "state": moment.state or "",
        "note": moment.note if notes else "",
        "own_part": moment.own_part if notes else "",
        "plan": moment.plan if notes else "",
        "repair": [record_document(repair, notes=notes) for repair in moment.repairs],
    }


def mark_document(mark: Mark, *, notes: bool) -> Document:
    """A mark; without ``notes``, the words of a short note are empty."""
    return {
        **attributes(mark, "id", "kind", "marker"),
        "at": mark.at.isoformat(),
        "words": mark.words if notes else "",
        "waits": mark.waits,
    }


def record_document(record: WalkRecord, *, notes: bool) -> Document:
    """A record outside of a session: its date, whether it was finished, and with ``notes`` its answers."""
    return {
        "id": record.id,
        "on": record.on.isoformat(),
        "finished": record.finished,
        "steps": {step: value for step, value in record.answers.items() if value is not None and notes},
    }


def voices_document(heard: HeardVoices) -> Document:
    """``alliance history [J7] --voices --json``; a difference is the clinician's rating minus the client's."""
    from alliance_cli.core.voices.tracking import EVIDENCE  # imported only for this document

    voices = heard.voices
    on = {session.id: session.on.isoformat() for session in heard.sessions}
    return {
        **({"client": heard.client} if heard.client else {}),
        "overall": _agreement(voices.overall) if voices.overall else None,
        "scales": [_agreement(each) for each in voices.scales],
        "noticed": attributes(voices.noticed, "both", "client", "clinician"),
        "tension": [attributes(each, "scale", "rater", "mean", "sessions") for each in voices.tension],
        "course": [
            {"session": each.session, "on": on.get(each.session), "difference": each.difference}
            for each in voices.course
        ],
        "congruence": _congruence(heard.congruence) if heard.congruence else None,
        "held_back": voices.held_back,
        "evidence": [_(sentence) for sentence in EVIDENCE],
    }


def _congruence(found: Congruence) -> Document:
    tracked = ("correlation", "low", "high", "sessions", "clients")
    return {
        **attributes(found, "bias", "sessions", "clients"),
        "tracking": attributes(found.tracking, *tracked) if found.tracking else None,
        **attributes(found, "missing", "says"),
    }


def _agreement(each: Agreement) -> Document:
    return {
        **attributes(each, "scale", "difference"),
        "within_one_point": each.close,
        **attributes(each, "sessions", "clients", "says"),
    }


def explanations_document(
    explanations: Sequence[Explanation], raised: Sequence[Flag] = (), client: str = ""
) -> Document:
    """``alliance history [J7] --explain --json``: every rule, and the flags it raised."""
    return {
        **({"client": client} if client else {}),
        "rules": [
            {
                **attributes(each, "kind", "rule", "threshold", "false_alarms", "source"),
                "flags": [
                    {"session": flag.session, **flag_document(flag)} for flag in raised if flag.kind == each.kind
                ],
            }
            for each in explanations
        ],
    }
