"""The card at the start of a preparation as a JSON document; its keys are fixed and present even without data."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from alliance_cli.report.json import Document, attributes
from alliance_cli.report.json.goals import goal_document
from alliance_cli.report.json.history import flag_document, moment_document

if TYPE_CHECKING:
    from alliance_cli.core.course.carry_over import Background, CarryOver
    from alliance_cli.usecases.walks.preparation import Preparation


def card_document(found: Preparation, on: date, *, notes: bool) -> Document:
    """``alliance prep J7 --card --json`` for a session on that date; process notes stay empty without ``notes``.

    Nothing is shortened to fit a screen. It does not include the clinician's own practice, which is about no client.
    """
    card = found.card
    return {
        "client": card.client,
        "on": on.isoformat(),
        "last_session": {**attributes(card.last, "id", "number"), "on": card.last.on.isoformat()}
        if card.last
        else None,
        "said": _said(card) if notes else [],
        "agreed": [
            {"moment": each.moment.number, "on": each.on.isoformat(), "text": each.text if notes else ""}
            for each in card.agreed
        ],
        "open_ruptures": [
            {"number": each.number, "on": each.moment.on.isoformat(), **moment_document(each.moment, notes=notes)}
            for each in card.open_ruptures
        ],
        "marks": [{"on": each.on.isoformat(), "count": each.count} for each in found.marks],
        "held_back": len(card.held_back),
        "intention": {
            "on": card.intention_on.isoformat() if card.intention_on else "",
            "text": card.intention if notes else "",
        },
        "strong": [moment_document(moment, notes=notes) for moment in card.strong],
        "ratings": [attributes(level, "scale", "last", "before", "is_usual") for level in card.levels],
        "means": list(card.means),
        "goals": [goal_document(each, notes=notes) for each in found.goals],
        "flags": [flag_document(flag) for flag in found.flags],
        **_background(found.background if notes else None),
    }


def _said(card: CarryOver) -> list[Document]:
    return [{**attributes(each, "prompt", "asked", "text"), "on": each.on.isoformat()} for each in card.said]


def _background(background: Background | None) -> Document:
    """How the client likes to be worked with, and the outcomes of supervision; both are process notes."""
    return {
        "tailoring": {each.step: each.shown for each in background.tailoring} if background else {},
        "supervision": [
            {"on": each.on.isoformat(), "steps": {said.step: said.shown for said in each.words}}
            for each in (background.supervision if background else ())
        ],
    }
