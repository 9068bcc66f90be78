"""What is kept apart from the sessions, as JSON documents."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_cli.core.kinds import OWN_SCALES
from alliance_cli.core.records import Record
from alliance_cli.core.self_care import CheckIn, low_in_a_row, most_restoring
from alliance_cli.core.settings import SelfCareSettings
from alliance_cli.core.tailoring import current
from alliance_cli.report.history_json import Document, record_document


def tailoring_document(client: str, revisions: Sequence[Record]) -> Document:
    """``alliance tailor J7 --json``: what holds now, by prompt, and every revision, oldest first."""
    return {
        "client": client,
        "current": {said.step: said.shown for said in current(revisions)},
        "revisions": [record_document(revision) for revision in revisions],
    }


def self_care_document(check_ins: Sequence[CheckIn], settings: SelfCareSettings) -> Document:
    """``alliance selfcare history --json``: every check-in, oldest first, and what restored how often."""
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
