"""Questions for supervision as JSON documents."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_cli.core.own.supervision import Question
from alliance_cli.report.json.document import Document
from alliance_cli.report.json.history import record_document


def questions_document(every: Sequence[Question]) -> Document:
    """``alliance supervise --json``: the questions, oldest first."""
    return {"questions": [question_document(question) for question in every]}


def question_document(question: Question) -> Document:
    """One question with its preparation and what came of it; null where there is none yet."""
    preparation, outcome = question.preparation, question.outcome
    return {
        "number": question.number,
        "client": question.client,
        "moment": question.record.ties.moment,
        "question": question.text,
        "done": question.is_done,
        **record_document(question.record),
        "preparation": record_document(preparation) if preparation else None,
        "outcome": record_document(outcome) if outcome else None,
    }
