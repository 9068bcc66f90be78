"""The direct question about tension that stands beside every rating: whom it is put to, and in which walk."""

from __future__ import annotations

from collections.abc import Mapping

from alliance_cli.core.walk.kinds import Rater
from alliance_cli.core.walk.script import Phase

QUESTION = "tension"
"""The prompt whose yes is a report of tension, and whose no is the answer that there was none."""
ASKED_IN: Mapping[Rater, Phase] = {Rater.CLIENT: Phase.IN_SESSION, Rater.CLINICIAN: Phase.POST_SESSION}
"""The walk whose prompts ask for each rater's view: the session asks the client, the reflection the clinician."""


def asked_in(phase: Phase) -> Rater | None:
    """Whom the question is put to in a walk of that phase."""
    return next((rater for rater, asked in ASKED_IN.items() if asked is phase), None)
