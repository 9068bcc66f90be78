"""The clinician's own check-ins as a JSON document."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_cli.core.flags.settings import SelfCareSettings
from alliance_cli.core.own.self_care import CheckIn, low_in_a_row, most_restoring
from alliance_cli.core.walk.kinds import OWN_SCALES
from alliance_cli.report.json.document import Document


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
