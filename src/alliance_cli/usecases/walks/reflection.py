"""Gathers what a reflection shows: first the session so far, and afterwards both raters side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.course import SessionRecord
from alliance_cli.core.course.moment import Moment
from alliance_cli.core.flags.flag import Flag
from alliance_cli.core.walk.client_words import TODAY, ClientWords
from alliance_cli.core.walk.marks import Mark
from alliance_cli.usecases.review.flags import flags_of_session
from alliance_cli.usecases.walks.client_words import last_words

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.walks.session_walk import SessionWalk


class Comparison(Struct, frozen=True):
    """The session's ratings by both raters, shown once the clinician's are given, and the session's flags."""

    record: SessionRecord
    flags: tuple[Flag, ...]
    words: Action | None = None
    """The action that shows what the client said in the session; None if nothing was stored."""


class SessionSoFar(Struct, frozen=True):
    """What a reflection begins with; empty parts are left out."""

    said: tuple[ClientWords, ...] = ()
    """What the client said in the session, in the order of asking."""
    intention: str = ""
    moments: tuple[Moment, ...] = ()
    """Those already noted, so that they are not noted a second time."""
    marks: tuple[Mark, ...] = ()
    """The marks that wait to be worded, and the short notes, oldest first."""


def session_so_far(app: App, walk: SessionWalk) -> SessionSoFar:
    """What the client said in the session, the intention for it, and the moments noted and marked in it."""
    if walk.client is None or walk.session is None:
        return SessionSoFar()
    record = app.repository.courses.of(walk.client).record(walk.session)
    marks = tuple(each for each in app.repository.marks.of_session(walk.session) if not each.settled)
    return SessionSoFar(last_words(app, (record,), TODAY), record.intention, record.moments, marks)


def comparison(app: App, walk: SessionWalk) -> Comparison | None:
    """Both raters' views of the session; None if nothing was stored."""
    if walk.client is None or walk.session is None:
        return None
    course = app.repository.courses.of(walk.client)
    record = course.record(walk.session)
    words = Action(ActionKind.READ_WORDS, walk.client.code) if last_words(app, (record,), TODAY) else None
    return Comparison(record, flags_of_session(app, walk.client, course, walk.session.id), words)
