"""The practice log as a JSON document."""

from __future__ import annotations

from alliance_cli.core.own.practice import NEXT_STEP, OBJECTIVE, SKILL, Practice
from alliance_cli.report.json.document import Document
from alliance_cli.report.json.history import record_document


def practice_document(practice: Practice) -> Document:
    """``alliance practice history --json``: what holds now, the sums of each skill, and the log, oldest first."""
    now = practice.now
    return {
        "now": {
            key: (now.said(step) if now else "")
            for key, step in (("skill", SKILL), ("objective", OBJECTIVE), ("next_step", NEXT_STEP))
        },
        "skills": [
            {
                "skill": each.skill,
                "rehearsals": each.rehearsals,
                "repetitions": each.repetitions,
                "minutes": each.minutes,
                "self_ratings": list(each.ratings),
                "used_in_sessions": each.used,
            }
            for each in practice.skills
        ],
        "used_before": practice.used_before,
        "log": [record_document(record) for record in practice.log],
    }
