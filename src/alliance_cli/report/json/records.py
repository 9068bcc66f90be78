"""Records outside of sessions as JSON documents: practice, self-care, supervision, tailoring."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_cli.core.course.tailoring import current
from alliance_cli.core.own.practice import NEXT_STEP, OBJECTIVE, SKILL, Practice
from alliance_cli.core.own.self_care import CheckIn, low_in_a_row, most_restoring
from alliance_cli.core.own.supervision import Question
from alliance_cli.core.ratings import OWN_SCALES
from alliance_cli.core.settings.sections import SelfCareSettings
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.report.json import Document, attributes
from alliance_cli.report.json.history import record_document


def practice_document(practice: Practice, *, notes: bool) -> Document:
    """``alliance practice history --json``: the current goals, the totals of each skill, and the log, oldest first.

    Without ``notes``, what was typed is empty.
    """
    now = practice.now
    return {
        "now": {
            key: (now.said(step) if now and (notes or step == SKILL) else "")
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
        "log": [record_document(record, notes=notes) for record in practice.log],
    }


def self_care_document(check_ins: Sequence[CheckIn], settings: SelfCareSettings, *, notes: bool) -> Document:
    """``alliance selfcare history --json``: every check-in, oldest first, and how often each thing was restorative.

    Without ``notes``, what was typed is empty.
    """
    return {
        "check_ins": [
            {
                "on": each.on.isoformat(),
                **{scale: each.ratings.get(scale) for scale in OWN_SCALES},
                "level": each.level,
                "low": each.is_low(settings),
                "line": each.line if notes else "",
                "restores": list(each.restores),
                "restores_too": each.restores_too if notes else "",
            }
            for each in check_ins
        ],
        "restores": dict(most_restoring(check_ins)),
        "low_in_a_row": low_in_a_row(check_ins, settings),
    }


def questions_document(every: Sequence[Question], *, notes: bool) -> Document:
    """``alliance supervise --json``: the questions, oldest first."""
    return {"questions": [question_document(question, notes=notes) for question in every]}


def question_document(question: Question, *, notes: bool) -> Document:
    """One question with its preparation and outcome, each null until there is one; without ``notes`` no words."""
    preparation, outcome = question.preparation, question.outcome
    return {
        "number": question.number,
        "client": question.client,
        "moment": question.record.links.moment,
        "question": question.text if notes else "",
        "done": question.is_done,
        **record_document(question.record, notes=notes),
        "preparation": record_document(preparation, notes=notes) if preparation else None,
        "outcome": record_document(outcome, notes=notes) if outcome else None,
    }


def tailoring_document(client: str, revisions: Sequence[WalkRecord], *, notes: bool) -> Document:
    """``alliance tailor J7 --json``: the current answers by prompt, and every revision; answers only with ``notes``."""
    return {
        "client": client,
        "current": {said.step: said.shown for said in current(revisions) if notes},
        "revisions": [record_document(revision, notes=notes) for revision in revisions],
    }
