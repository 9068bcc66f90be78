"""Walks the clinician's check-in, and reads the course of all check-ins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.own.self_care import LOOKED_BACK, RESTORES, CheckIn, SelfCareHint, read_check_in, self_care_hint
from alliance_cli.core.walk.kinds import ChoicesKind
from alliance_cli.core.walk.script import Phase, Script
from alliance_cli.usecases.walks.standalone_walk import StandaloneRequest, StandaloneWalk

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App


def check_in_walk(app: App, on: date, *, restart: bool = False) -> StandaloneWalk:
    """The unfinished check-in of a day, or a new one; ``restart`` asks the last one of that day again."""
    begun = app.repository.check_ins.begun(on, finished=restart)
    resume = Action(ActionKind.CHECK_IN, on=on)
    request = StandaloneRequest(app.catalog.script(Phase.SELF_CARE), resume, on)
    return StandaloneWalk(app, request, app.repository.records.walk(begun) if begun else None, restart=restart)


class CheckInCourse(Struct, frozen=True):
    """All check-ins, oldest first, and what each restoring choice is called."""

    check_ins: tuple[CheckIn, ...]
    labels: Mapping[str, str]


def check_in_course(app: App) -> CheckInCourse:
    """The course of all check-ins. A choice has its label in the present script, or else in the script it was chosen
    from.
    """
    records = app.repository.records.of(Phase.SELF_CARE)
    versions = [app.catalog.read_script_version(text) for text in {record.script_version for record in records}]
    scripts = (*versions, app.catalog.script(Phase.SELF_CARE))
    labels = {value: label for script in scripts for value, label in _restoring(script)}
    return CheckInCourse(tuple(map(read_check_in, records)), labels)


def _restoring(script: Script) -> list[tuple[str, str]]:
    kinds = (prompt.kind for prompt in script.prompts if prompt.id == RESTORES)
    return [(each.value, each.label) for kind in kinds if isinstance(kind, ChoicesKind) for each in kind.options]


def care_hint(app: App) -> SelfCareHint | None:
    """A reminder after low check-ins, or None."""
    return self_care_hint(app.repository.check_ins.since(app.clock.today - LOOKED_BACK), app.settings.self_care)
