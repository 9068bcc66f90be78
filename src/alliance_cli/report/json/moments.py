"""Moments as JSON documents: one, a client's, or those of the whole caseload."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alliance_cli.core.course.course import Course
from alliance_cli.core.course.moments import ListedMoment, MomentPattern
from alliance_cli.core.flags.decisions import ListedDecision
from alliance_cli.core.flags.flag import Flag
from alliance_cli.report.json import Document, attributes
from alliance_cli.report.json.history import flag_document, moment_document


def listed_document(listed: ListedMoment, *, notes: bool) -> Document:
    """One moment with its number and that of its session; what was typed is empty without ``notes``."""
    return {
        **attributes(listed, "client", "number", "session"),
        "on": listed.moment.on.isoformat(),
        **moment_document(listed.moment, notes=notes),
    }


def moments_document(
    course: Course,
    moments: Sequence[ListedMoment],
    flags: Mapping[str, Flag],
    decided: Sequence[ListedDecision],
    *,
    notes: bool,
) -> Document:
    """``alliance moments J7 --json``: the moments, the flags with their names, and the decided flags."""
    dates = {record.session.id: record.session.on.isoformat() for record in course.records}
    return {
        "client": course.client.code,
        "moments": [listed_document(each, notes=notes) for each in moments],
        "flags": [{"name": name, "on": dates[flag.session], **flag_document(flag)} for name, flag in flags.items()],
        "decided": decided_document(decided, notes=notes),
    }


def decided_document(decided: Sequence[ListedDecision], *, notes: bool) -> list[Document]:
    """Every flag that was set aside or confirmed; ``raised`` is false if its rule no longer raises it."""
    return [
        {
            "name": each.name,
            "on": each.session_on.isoformat(),
            **attributes(each.decision.flag, "kind", "component", "instrument"),
            "raised": each.flag is not None,
            "says": each.flag.says if each.flag else "",
            "decision": "confirmed" if each.decision.moment else "set aside",
            "decided_on": each.decision.on.isoformat(),
            "reason": each.decision.reason if notes else "",
            "moment": each.decision.moment,
        }
        for each in decided
    ]


def caseload_moments_document(moments: Sequence[ListedMoment], found: MomentPattern, *, notes: bool) -> Document:
    """``alliance moments --json``: the selected moments, and the pattern over all."""
    return {
        "moments": [listed_document(each, notes=notes) for each in moments],
        "strong_by_component": dict(found.strong),
        "strong_by_skill": dict(found.by_skill),
        "oldest_open": [listed_document(each, notes=notes) for each in found.oldest],
        "repaired": found.repaired,
        "median_sessions_to_repair": found.sessions_to_repair,
    }
