"""Reads the four steps of a repair with their wording, to show them without a walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.core.walk.repair import REPAIR_STEPS
from alliance_cli.core.walk.script import Phase, Prompt, worded_for_marker

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App


def repair_steps(app: App, marker: str = "") -> tuple[Prompt, ...]:
    """The steps in the repair script, worded for this marker; an empty marker means unknown."""
    script = worded_for_marker(app.catalog.script(Phase.REPAIR), marker)
    return tuple(each for each in script.prompts if each.id in REPAIR_STEPS)
