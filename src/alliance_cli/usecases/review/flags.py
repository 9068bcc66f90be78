"""Which flags are up: computed from the course as it stands, less those the clinician has decided about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from alliance_cli.cli.setup import App
from alliance_cli.core.course.due import DueItem, Urgency, continue_command
from alliance_cli.core.course.entities import Client, Course
from alliance_cli.core.flags.flag import Flag, FlagKey
from alliance_cli.core.flags.rules import RULES
from alliance_cli.core.flags.signals import flags, one_per_kind_and_session
from alliance_cli.core.walk.script import Phase
from alliance_cli.usecases.review.scored_courses import courses_seen_since, scored

TENSION = "tension-reported"
SEEN_WITHIN = timedelta(days=60)
"""Bare ``alliance`` looks at the flags of clients seen this lately."""


def standing(app: App, course: Course, decided: Iterable[FlagKey]) -> tuple[Flag, ...]:
    """The flags of a course that still ask for a look, oldest session first."""
    known, settled = frozenset(decided), _settled(course)
    found = (flag for flag in flags(course, app.preferences.flags) if flag.key not in known)
    return tuple(flag for flag in found if not (flag.kind == TENSION and flag.session in settled))


def _settled(course: Course) -> frozenset[str]:
    """Sessions whose possible ruptures are all repaired or let go: what was reported there has been seen to."""
    return frozenset(
        record.session.id
        for record in course.records
        if record.has_rupture and not any(moment.is_open_rupture for moment in record.moments)
    )


def flags_of(app: App, client: Client, course: Course) -> tuple[Flag, ...]:
    """The standing flags of one client."""
    return standing(app, scored(app, course), app.repository.decisions.of(client))


def of_last_sessions(app: App) -> list[tuple[Course, tuple[Flag, ...]]]:
    """Each client seen lately with the standing flags of the last session."""
    decided = app.repository.decisions.all()
    found = []
    for course in courses_seen_since(app, app.clock.today - SEEN_WITHIN):
        last = course.records[-1].session.id
        found.append((course, tuple(flag for flag in standing(app, course, decided) if flag.session == last)))
    return found


def due_flags(app: App) -> list[DueItem]:
    """What stands out in the last session of each client seen lately: one thing a client, the foremost."""
    today, items = app.clock.today, []
    ranks = {rule.kind: place for place, rule in enumerate(RULES)}
    for course, found in of_last_sessions(app):
        for flag in one_per_kind_and_session(found)[:1]:
            code, on = course.client.code, course.records[-1].session.on
            do = continue_command(code, Phase.PRE_SESSION, today, today)
            items.append(
                DueItem(
                    code, Urgency.FLAG, on, do, flag=flag.kind.replace("-", " "), says=flag.says, rank=ranks[flag.kind]
                )
            )
    return items


def show_flags(app: App, client: Client, course: Course, session_id: str, but: str = "") -> None:
    """The standing flags of one session, but for a kind that is shown otherwise; nothing where there are none."""
    from alliance_cli.line.views.flags import flags_view

    found = [flag for flag in one_per_kind_and_session(flags_of(app, client, course)) if flag.session == session_id]
    if found := [flag for flag in found if flag.kind != but]:
        app.screen.show(flags_view(found))
