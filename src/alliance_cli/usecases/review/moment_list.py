"""Moments to look at: a client's, one of them, or those of the whole caseload."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alliance_cli.cli.setup import App
from alliance_cli.core.course.entities import Client
from alliance_cli.core.course.moments import ListedMoment, MomentFilter, find_moment, list_moments
from alliance_cli.core.flags.decisions import one_by_name
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.review import flag_decisions as deciding
from alliance_cli.usecases.walks.standalone_walk import readable

LATEST = 20
"""How many moments of the caseload are shown unless all are asked for."""


def show_client(app: App, client: Client, wanted: MomentFilter, *, as_json: bool) -> None:
    """A client's moments with their numbers, and the flags that wait for a decision."""
    found = deciding.standing_of(app, client)
    if as_json:
        from alliance_cli.report.json.moments import moments_document

        chosen = wanted.select(list_moments(found.course))
        app.screen.emit_json(moments_document(found.course, chosen, found.named, found.decided))
        return
    from alliance_cli.line.views.moments import moments_view

    course = readable(app, found.course)
    shown, decided = (found.named, len(one_by_name(found.decided))) if wanted.is_all else ({}, 0)
    app.screen.show(moments_view(course, wanted.select(list_moments(course)), shown, decided))


def show_decided(app: App, found: deciding.Standing, *, as_json: bool) -> None:
    """The client's flags that were set aside or confirmed."""
    if as_json:
        from alliance_cli.report.json.moments import decided_document

        app.screen.emit_json({"client": found.course.client.code, "decided": decided_document(found.decided)})
    else:
        from alliance_cli.line.views.flags import decided_view

        app.screen.show(decided_view(found.course.client.code, one_by_name(found.decided)))


def show_one(app: App, client: Client, typed: str, *, as_json: bool) -> None:
    """One moment whole."""
    found = find_moment(readable(app, app.repository.courses.of(client)), typed)
    if as_json:
        from alliance_cli.report.json.moments import listed_document

        app.screen.emit_json(listed_document(found))
    else:
        from alliance_cli.line.views.moments import one_view

        app.screen.show(one_view(found))


def show_caseload(app: App, wanted: MomentFilter, *, as_json: bool, all_: bool) -> None:
    """What the moments of all clients have in common, and the latest of those asked for."""
    from alliance_cli.core.course.moments import moment_pattern

    every = app.repository.moments.of_all()
    found = moment_pattern(every, _skills_used(app, every))
    log_access(app)
    chosen = sorted(wanted.select(every), key=lambda each: (each.moment.on, each.moment.id))
    if as_json:
        from alliance_cli.report.json.moments import caseload_moments_document

        app.screen.emit_json(caseload_moments_document(chosen, found))
    else:
        from alliance_cli.line.views.moments import caseload_moments_view

        shown = chosen if all_ else chosen[-LATEST:]
        app.screen.show(caseload_moments_view(shown, len(chosen), found if wanted.is_all else None))


def _skills_used(app: App, moments: Sequence[ListedMoment]) -> Mapping[str, str]:
    """The skill practised at the time, by the id of each session whose reflection says that it was used."""
    from alliance_cli.core.own.practice import USED, skill_on
    from alliance_cli.core.walk.script import Phase

    used = app.repository.sessions.ids_with_yes(USED)
    log = app.repository.records.of(Phase.PRACTICE) if used else ()
    held = {each.moment.session: each.moment.on for each in moments if each.moment.session in used}
    return {session: skill for session, on in held.items() if (skill := skill_on(log, on))}
