"""Reads the open flags: those of the present course without the decided ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Course, SessionRecord
from alliance_cli.core.flags.flag import TENSION, Flag, FlagKey
from alliance_cli.core.flags.signals import flags, one_per_kind_and_session, since_client_was_heard
from alliance_cli.usecases.review.scored_courses import courses_seen_since, scored

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App

SEEN_WITHIN = timedelta(days=60)
"""Over the caseload, only clients seen this recently are checked for flags."""


def standing_flags(app: App, course: Course, decided: Iterable[FlagKey], since: int = 0) -> tuple[Flag, ...]:
    """The open flags of a scored course, oldest session first; ``since`` as for ``flags``."""
    known, settled = frozenset(decided), _settled_sessions(course.records[since:])
    found = (flag for flag in flags(course, app.settings.flags, since) if flag.key not in known)
    return tuple(flag for flag in found if not (flag.kind == TENSION and flag.session in settled))


def _settled_sessions(records: Iterable[SessionRecord]) -> frozenset[str]:
    """The ids of sessions whose possible ruptures are all repaired or let go, which settles their reports."""
    return frozenset(
        record.session.id
        for record in records
        if record.has_rupture and not any(moment.is_open_rupture for moment in record.moments)
    )


def flags_of(app: App, client: Client, course: Course) -> tuple[Flag, ...]:
    """The standing flags of one client, whose course needs no scores yet."""
    return standing_flags(app, scored(app, course), app.repository.decisions.of(client))


def flags_of_session(app: App, client: Client, course: Course, session_id: str) -> tuple[Flag, ...]:
    """The standing flags of one session, one of each kind."""
    found = one_per_kind_and_session(flags_of(app, client, course))
    return tuple(flag for flag in found if flag.session == session_id)


def flags_of_last_sessions(
    app: App, client: Client | None = None
) -> Iterator[tuple[Client, tuple[tuple[date, Flag], ...]]]:
    """Each client seen lately, with the standing flags since the client was last heard and the dates of their sessions.

    ``client`` limits it to one client.
    """
    decided = app.repository.decisions.all()
    for course in courses_seen_since(app, app.clock.today - SEEN_WITHIN, client.id if client else None):
        latest = since_client_was_heard(course.latest.records)
        days = {each.session.id: each.session.on for each in course.latest.records if each.session.id in latest}
        standing = standing_flags(app, course.whole, decided, len(course.earlier))
        yield course.latest.client, tuple((days[flag.session], flag) for flag in standing if flag.session in days)
