"""The clinician's check-ins: one to walk, their course, and a quiet word after several low ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from alliance_cli.cli.setup import App
from alliance_cli.core.own.self_care import LOOKED_BACK, RESTORES, SelfCareHint, read_check_in, self_care_hint
from alliance_cli.core.walk.kinds import ChoicesKind
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.core.walk.script import Phase, Script
from alliance_cli.usecases.walks.standalone_walk import Apart, StandaloneWalk


def sitting_of(app: App, on: date, *, restart: bool = False) -> StandaloneWalk:
    """The unfinished check-in of a day, or a new one; ``restart`` asks the last one of that day again."""
    begun = app.repository.check_ins.begun(on, finished=restart)
    day = "" if on == app.clock.today else f" --on {on}"
    apart = Apart(app.catalog.script(Phase.SELF_CARE), f"selfcare{day}", on)
    return StandaloneWalk(app, apart, app.repository.records.walk(begun) if begun else None, restart=restart)


def show_history(app: App, *, as_json: bool, all_: bool) -> None:
    """The course of all check-ins."""
    records = app.repository.records.of(Phase.SELF_CARE)
    check_ins, settings = tuple(map(read_check_in, records)), app.preferences.self_care
    if as_json:
        from alliance_cli.report.json.records import self_care_document

        app.screen.emit_json(self_care_document(check_ins, settings))
        return
    from alliance_cli.line.views.own import self_care_view

    labels = _labels(app, records)
    app.screen.show(self_care_view(check_ins, settings, labels, unicode=app.screen.draws_unicode, all_=all_))


def _labels(app: App, records: tuple[WalkRecord, ...]) -> Mapping[str, str]:
    """What each choice is called: as the script says now, or as it said when it was chosen."""
    scripts = [app.catalog.read_script_version(text) for text in {record.script_version for record in records}]
    return {value: label for each in (*scripts, app.catalog.script(Phase.SELF_CARE)) for value, label in _options(each)}


def _options(script: Script) -> list[tuple[str, str]]:
    kinds = (prompt.kind for prompt in script.prompts if prompt.id == RESTORES)
    return [(each.value, each.label) for kind in kinds if isinstance(kind, ChoicesKind) for each in kind.options]


def care_hint(app: App) -> SelfCareHint | None:
    """A quiet word, where the latest check-ins ask for one."""
    return self_care_hint(app.repository.check_ins.since(app.clock.today - LOOKED_BACK), app.preferences.self_care)
