"""The shipped instruments, built from their files field by field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from alliance_cli.core.instruments.instrument import Better, Cutoff, Instrument, Item, ScoreKind, Subscale
from alliance_cli.core.ratings import Rater

FOLDER = Path(__file__).parents[2] / "prompts" / "instruments"
IDS = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def declared(id_: str) -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load((FOLDER / f"{id_}.yaml").read_text(encoding="utf-8"))
    return raw


def shipped(id_: str) -> Instrument:
    raw = declared(id_)
    subscales = (Subscale(**{**each, "items": tuple(each["items"])}) for each in raw.pop("subscales", ()))
    return Instrument(
        raters=tuple(Rater(rater) for rater in raw.pop("raters")),
        items=tuple(Item(**item) for item in raw.pop("items")),
        score=ScoreKind(raw.pop("score")),
        range=tuple(raw.pop("range")),
        better=Better(raw.pop("better")),
        subscales=tuple(subscales),
        cutoffs=tuple(Cutoff(**cutoff) for cutoff in raw.pop("cutoffs", ())),
        answers=tuple(raw.pop("answers", ())),
        **raw,
    )
