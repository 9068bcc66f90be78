"""The caseload line by line, the two voices and the rules of flags as JSON documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from alliance_cli.core.course.entities import Session
from alliance_cli.core.course.overview import Overview
from alliance_cli.core.course.voices import Agreement, Voices
from alliance_cli.core.flags.flag import Explanation, Flag
from alliance_cli.report.json.document import Document
from alliance_cli.report.json.history import flag_document


def overview_document(
    overviews: Sequence[Overview], today: date, flags: Mapping[str, Sequence[Flag]] | None = None
) -> Document:
    """``alliance history --json``; ``flags`` are those of a client's last session, by code."""
    return {"clients": [_line(each, today, (flags or {}).get(each.client, ())) for each in overviews]}


def _line(each: Overview, today: date, flags: Sequence[Flag]) -> Document:
    return {
        "client": each.client,
        "closed": each.closed,
        "sessions": each.sessions,
        "reflected": each.reflected,
        "last_on": each.last_on.isoformat() if each.last_on else None,
        "days_since_last": each.days_since(today),
        "last_client_mean": each.last_mean,
        "own_level": each.own_level,
        "recent_client_means": list(each.means),
        "open_ruptures": each.open_ruptures,
        "flags": [flag_document(flag) for flag in flags],
    }


def voices_document(voices: Voices, client: str = "", sessions: Sequence[Session] = ()) -> Document:
    """``alliance history [J7] --voices --json``; differences are the clinician's rating less the client's."""
    on = {session.id: session.on.isoformat() for session in sessions}
    return {
        **({"client": client} if client else {}),
        "overall": _agreement(voices.overall) if voices.overall else None,
        "scales": [_agreement(each) for each in voices.scales],
        "noticed": {
            "both": voices.noticed.both,
            "client": voices.noticed.client,
            "clinician": voices.noticed.clinician,
        },
        "course": [
            {"session": each.session, "on": on.get(each.session), "difference": each.difference}
            for each in voices.course
        ],
    }


def _agreement(each: Agreement) -> Document:
    return {
        "scale": each.scale,
        "difference": each.difference,
        "within_one_point": each.close,
        "sessions": each.sessions,
        "clients": each.clients,
        "says": each.says,
    }


def explanations_document(
    explanations: Sequence[Explanation], raised: Sequence[Flag] = (), client: str = ""
) -> Document:
    """``alliance history [J7] --explain --json``: every rule, and the flags it raised."""
    return {
        **({"client": client} if client else {}),
        "rules": [
            {
                "kind": each.kind,
                "rule": each.rule,
                "threshold": each.threshold,
                "false_alarms": each.false_alarms,
                "source": each.source,
                "flags": [
                    {"session": flag.session, **flag_document(flag)} for flag in raised if flag.kind == each.kind
                ],
            }
            for each in explanations
        ],
    }
