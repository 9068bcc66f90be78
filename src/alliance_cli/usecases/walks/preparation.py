"""Gathers what a preparation shows before its first question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from alliance_cli.core.course.carry_over import (
    Background,
    CarryOver,
    MarksWaiting,
    carry_over,
    earlier_records,
    marks_waiting,
)
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Course, Session
from alliance_cli.core.course.goals import NumberedGoal, goals_on
from alliance_cli.core.course.tailoring import main_factors, reminder
from alliance_cli.core.flags.flag import TENSION, Flag
from alliance_cli.core.flags.signals import one_per_kind_and_session, since_client_was_heard
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.client_words import LOOKING_BACK
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.core.walk.script import Phase
from alliance_cli.usecases.own.supervision import outcomes_for
from alliance_cli.usecases.review.flags import flags_of
from alliance_cli.usecases.walks.client_words import last_words
from alliance_cli.usecases.walks.tailoring import tailoring_of

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.walks.session_walk import SessionWalk


class Preparation(Struct, frozen=True):
    """The carry-over card, the flags of the last session, and the background of the work."""

    card: CarryOver
    flags: tuple[Flag, ...]
    background: Background | None
    goals: tuple[NumberedGoal, ...] = ()
    """The client's goals that are not retired, as they stood before the session."""
    marks: tuple[MarksWaiting, ...] = ()


def preparation(app: App, walk: SessionWalk) -> Preparation | None:
    """What to show before the next session; None for a client who is not opened yet."""
    return None if walk.client is None else prepared(app, walk.client, walk.on, walk.session)


def card_of(app: App, client: Client, on: date) -> Preparation:
    """What to show before the session of that date, whether or not it was begun."""
    return prepared(app, client, on, app.repository.sessions.on(client, on, Phase.PRE_SESSION))


def prepared(app: App, client: Client, on: date, before: Session | None = None) -> Preparation:
    """What to show before the session ``before``, or before a coming one on that date."""
    course = app.repository.courses.of(client)
    earlier = earlier_records(course, on, before)
    said = last_words(app, earlier, LOOKING_BACK)
    card = carry_over(course, on, before, said)
    goals = goals_on(app.repository.goals.of(client), on)
    marks = marks_waiting(earlier, app.repository.marks.of(client))
    return Preparation(card, _flags(app, client, course, card), _background(app, client, course, before), goals, marks)


def _flags(app: App, client: Client, course: Course, card: CarryOver) -> tuple[Flag, ...]:
    """The flags since the client was last heard, without reports of tension that the card's open ruptures already
    cover.
    """
    if card.last is None:
        return ()
    told = (each.moment.noticed for each in card.open_ruptures if each.moment.session == card.last.id)
    all_told = course.record(card.last).tension_seen_by <= frozenset[Rater]().union(*told)
    latest = since_client_was_heard([each for each in course.records if each.session.number <= card.last.number])
    found = one_per_kind_and_session(flag for flag in flags_of(app, client, course) if flag.session in latest)
    return tuple(flag for flag in found if not (all_told and flag.kind == TENSION and flag.session == card.last.id))


def _background(app: App, client: Client, course: Course, session: Session | None) -> Background | None:
    """Tailoring, supervision outcomes and the skill practised now; None if there is none of these."""
    earlier = [each.session.on for each in course.records if session is None or each.session.number < session.number]
    revisions = tailoring_of(app, client)
    again = reminder(client.code, revisions, earlier, app.settings.tailor)
    skill, wording = _skill(app)
    outcomes: Sequence[WalkRecord] = outcomes_for(app, client, earlier)
    background = Background(client.code, main_factors(revisions), again, tuple(outcomes), skill=skill, wording=wording)
    return None if background == Background(client.code) else background


def _skill(app: App) -> tuple[str, str]:
    """The skill practised now with its wording; both are empty without one, and then no further module is loaded."""
    latest = app.repository.records.of(Phase.PRACTICE, latest=1)
    if not latest:
        return "", ""
    from alliance_cli.usecases.own.practice import skill_in_words

    return skill_in_words(app, latest[-1])
