"""Records that belong to no session as JSON documents: practice, self-care, supervision, tailoring."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_cli.core.course.tailoring import current
from alliance_cli.core.own.practice import NEXT_STEP, OBJECTIVE, SKILL, Practice
from alliance_cli.core.own.self_care import CheckIn, low_in_a_row, most_restoring
from alliance_cli.core.own.supervision import Question
from alliance_cli.core.settings import SelfCareSettings
from alliance_cli.core.walk.kinds import OWN_SCALES
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.report.json import Document, attributes
from alliance_cli.report.json.history import record_document


def practice_document(practice: Practice) -> Document:
    """``alliance practice history --json``: the current goals, the totals of each skill, and the log, oldest first."""
    now = practice.now
    return {
        "now": {
            key: (now.said(step) if now else "")
            for key, step in (("skill", SKILL), ("objective", OBJECTIVE), ("next_step", NEXT_STEP))
        },
        "skills": [
            {
                **attributes(each, "skill", "rehearsals", "repetitions", "minutes"),
                "self_ratings": list(each.ratings),
                "used_in_sessions": each.used,
            }
            for each in practice.skills
        ],
        "used_before": practice.used_before,
        "log": [record_document(record) for record in practice.log],
    }


def self_care_document(check_ins: Sequence[CheckIn], settings: SelfCareSettings) -> Document:
    """``alliance selfcare history --json``: every check-in, oldest first, and how often what restored."""
    return {
        "check_ins": [
            {
                "on": each.on.isoformat(),
                **{scale: each.ratings.get(scale) for scale in OWN_SCALES},
                "level": each.level,
                "low": each.is_low(settings),
                "line": each.line,
                "restores": list(each.restores),
                "restores_too": each.restores_too,
            }
            for each in check_ins
        ],
        "restores": dict(most_restoring(check_ins)),
        "low_in_a_row": low_in_a_row(check_ins, settings),
    }


def questions_document(every: Sequence[Question]) -> Document:
    """``alliance supervise --json``: the questions, oldest first."""
    return {"questions": [question_document(question) for question in every]}


def question_document(question: Question) -> Document:
    """One question with its preparation and outcome, each null until there is one."""
    preparation, outcome = question.preparation, question.outcome
    return {
        "number": question.number,
        "client": question.client,
        "moment": question.record.links.moment,
        "question": question.text,
        "done": question.is_done,
        **record_document(question.record),
        "preparation": record_document(preparation) if preparation else None,
        "outcome": record_document(outcome) if outcome else None,
    }


def tailoring_document(client: str, revisions: Sequence[WalkRecord]) -> Document:
    """``alliance tailor J7 --json``: the current answers by prompt, and every revision, oldest first."""
    return {
        "client": client,
        "current": {said.step: said.shown for said in current(revisions)},
        "revisions": [record_document(revision) for revision in revisions],
    }
