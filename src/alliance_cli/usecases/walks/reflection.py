"""Gathers what a reflection shows: the moments noted on the way, and afterwards both raters side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alliance_cli.core.course.entities import Moment, SessionRecord
from alliance_cli.core.flags.flag import Flag
from alliance_cli.usecases.review.flags import flags_of_session

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.walks.session_walk import SessionWalk


@dataclass(frozen=True, slots=True)
class Comparison:
    """The session's ratings by both raters, shown once the clinician's are given, and the session's flags."""

    record: SessionRecord
    flags: tuple[Flag, ...]


def noted_on_the_way(app: App, walk: SessionWalk) -> tuple[Moment, ...]:
    """The moments already noted in the session, so that they are not noted a second time."""
    if walk.client is None or walk.session is None:
        return ()
    return app.repository.courses.of(walk.client).record(walk.session).moments


def comparison(app: App, walk: SessionWalk) -> Comparison | None:
    """Both raters' views of the session; None where nothing was kept of it."""
    if walk.client is None or walk.session is None:
        return None
    course = app.repository.courses.of(walk.client)
    record = course.record(walk.session)
    return Comparison(record, flags_of_session(app, walk.client, course, walk.session.id))
