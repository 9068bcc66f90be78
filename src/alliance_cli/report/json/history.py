"""A course and a caseload as JSON documents. The keys are fixed; those without data are present and empty."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_cli.core.course.due import DueItem
from alliance_cli.core.course.entities import Client, Course, Glance, KeptAnswer, Moment, SessionRecord, completeness
from alliance_cli.core.course.picture import patterns
from alliance_cli.core.flags.decisions import name_of
from alliance_cli.core.flags.flag import Flag
from alliance_cli.core.own.self_care import Hint
from alliance_cli.core.vault.safekeeping import LastBackup
from alliance_cli.core.walk.kinds import Rater
from alliance_cli.core.walk.records import Record
from alliance_cli.report.json.document import Document
from alliance_cli.report.json.measure import score_document


def history_document(
    course: Course, answers: Sequence[KeptAnswer] | None = None, flags: Sequence[Flag] = ()
) -> Document:
    """``alliance history J7 --json``; process notes are in it only where ``answers`` are given."""
    counts, named = completeness(course), patterns(course)
    return {
        "client": course.client.code,
        "sessions": [_session(record, answers, flags) for record in course.records],
        "scores_before_first_session": [score_document(score) for score in course.apart],
        "open_ruptures": [moment.id for moment in course.open_ruptures],
        "completeness": {
            "sessions": counts.sessions,
            "reflected": counts.reflected,
            "client_rated": counts.client_rated,
        },
        "pattern": {rater.value: named.get(rater, "") for rater in Rater},
    }


def _session(record: SessionRecord, answers: Sequence[KeptAnswer] | None, flags: Sequence[Flag]) -> Document:
    document: Document = {
        "id": record.session.id,
        "number": record.session.number,
        "on": record.session.on.isoformat(),
        "phases": {phase.value: state for phase, state in record.phases.items()},
        "ratings": {rater.value: dict(record.of(rater)) for rater in Rater},
        "tension": {rater.value: record.tension.get(rater) for rater in Rater},
        "moments": [moment_document(moment) for moment in record.moments],
        "scores": [score_document(score) for score in record.scores],
        "flags": [
            {"name": name_of(flag.kind, record.session.number), **flag_document(flag)}
            for flag in flags
            if flag.session == record.session.id
        ],
    }
    if answers is not None:
        document["answers"] = [
            {"phase": each.phase.value, "prompt": each.step, "asked": each.asked, "value": each.value}
            for each in answers
            if each.session == record.session.id
        ]
    return document


def flag_document(flag: Flag) -> Document:
    """One flag, without its session."""
    return {
        "kind": flag.kind,
        "component": flag.component,
        "rater": flag.rater,
        "instrument": flag.instrument,
        "value": flag.value,
        "expected": flag.expected,
        "says": flag.says,
        "next": flag.next,
    }


def moment_document(moment: Moment) -> Document:
    """A moment, and what was done about it."""
    return {
        "id": moment.id,
        "kind": moment.kind.value,
        "marker": moment.marker,
        "component": moment.component,
        "noticed_by": moment.noticed_by,
        "state": moment.state.value if moment.state else "",
        "note": moment.note,
        "plan": moment.plan,
        "repair": [record_document(repair) for repair in moment.repairs],
    }


def record_document(record: Record) -> Document:
    """A walk apart from the sessions: when, whether it was finished, and what was answered, by prompt."""
    return {
        "id": record.id,
        "on": record.on.isoformat(),
        "finished": record.finished,
        "steps": {step: value for step, value in record.answers.items() if value is not None},
    }


def caseload_document(glances: Sequence[Glance], clients: Sequence[Client]) -> Document:
    """``alliance client list --json``: a line a client, with the dates of each one's file."""
    files = {client.code: _file(client) for client in clients}
    return {
        "clients": [
            {
                "client": each.client,
                "sessions": each.sessions,
                "last_on": each.last_on.isoformat() if each.last_on else None,
                "last_client_mean": each.last_client_mean,
                "open_ruptures": each.open_ruptures,
                "flags": [],
                **files.get(each.client, {}),
            }
            for each in glances
        ]
    }


def _file(client: Client) -> Document:
    return {
        "opened_on": client.opened_on.isoformat(),
        "closed_on": client.closed_on.isoformat() if client.closed_on else None,
        "ending": client.ending.value if client.ending else "",
        "keep_until": client.keep_until.isoformat() if client.keep_until else None,
    }


def _last(backup: LastBackup) -> Document:
    do = backup.do if backup.says else ""
    return {"last_on": backup.on.isoformat() if backup.on else None, "says": backup.says, "do": do}


def due_document(items: Sequence[DueItem], care: Hint | None = None, backup: LastBackup | None = None) -> Document:
    """``alliance --json``: what waits, most urgent first; a word to the clinician, or null; the last backup."""
    return {
        "due": [
            {
                "client": due.client,
                "why": due.urgency.name.lower().replace("_", "-"),
                "phase": due.phase.value if due.phase else "",
                "since": due.since.isoformat(),
                "flag": due.flag,
                "plan": due.plan,
                "says": due.says,
                "do": due.do,
            }
            for due in items
        ],
        "self_care": {"says": care.says, "do": list(care.do)} if care else None,
        "backup": _last(backup) if backup else None,
    }
