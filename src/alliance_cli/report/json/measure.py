"""Instruments and scores as JSON documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from alliance_cli.core.instruments.instrument import Cutoff, Instrument
from alliance_cli.core.instruments.scoring import Score
from alliance_cli.core.ratings import Rater
from alliance_cli.report.json import Document, attributes


def score_document(score: Score) -> Document:
    """One score; ``total`` is null if items are missing or the instrument is not available.

    A total that was given without all items is included; then ``complete`` is false.
    """
    return {
        "instrument": score.instrument,
        "version": score.version,
        "rater": score.rater.value,
        "on": score.on.isoformat() if score.on else None,
        "total": score.total,
        "complete": score.complete,
        "subscales": dict(score.subscales),
        "answered": score.answered,
        "items": score.items,
        "reached": _cutoffs(score.reached),
    }


def rated_document(client: str, on: date, rater: Rater, ratings: Mapping[str, int], tension: bool | None) -> Document:
    """``alliance rate J7 --json``: one rater's ratings of one session; ``tension`` is null if unknown."""
    return {"client": client, "on": on.isoformat(), "rater": rater.value, "ratings": dict(ratings), "tension": tension}


def result_document(client: str, score: Score, values: Mapping[int, float]) -> Document:
    """``alliance measure J7 wai-sr --json``: the score, and the answers as given by item number."""
    return {"client": client, **score_document(score), "answers": {str(n): values[n] for n in sorted(values)}}


def instrument_document(instrument: Instrument) -> Document:
    """``alliance measure --about wai-sr --json``; items have wording only if the clinician added it."""
    return {
        **attributes(instrument, "id", "title", "version"),
        "raters": [rater.value for rater in instrument.raters],
        "items": [
            attributes(each, "n", "low", "high", "decimals", "reversed")
            | ({"wording": each.wording} if each.wording else {})
            for each in instrument.items
        ],
        "subscales": [attributes(each, "id", "title", "items") for each in instrument.subscales],
        "score": instrument.score.value,
        "range": instrument.range,
        "better": instrument.better.value,
        "cutoffs": _cutoffs(instrument.cutoffs),
        **attributes(instrument, "asks", "answers", "symptoms", "licence", "citation"),
    }


def _cutoffs(cutoffs: Iterable[Cutoff]) -> list[Document]:
    return [attributes(each, "value", "below", "means", "source") for each in cutoffs]
