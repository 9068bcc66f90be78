"""Reads one client's course, the overview of the caseload, both raters' comparison, and the rules behind flags."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Course, KeptAnswer, Session, with_marks
from alliance_cli.core.flags.flag import Explanation, Flag
from alliance_cli.core.walk.script import Phase
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.review.flags import flags_of, flags_of_last_sessions, standing_flags
from alliance_cli.usecases.review.scored_courses import course_of

if TYPE_CHECKING:
    from alliance_cli.core.caseload.overview import Overview
    from alliance_cli.core.voices.tracking import Congruence
    from alliance_cli.core.voices.voices import Voices
    from alliance_cli.usecases.app import App


class CourseReview(Struct, frozen=True):
    """A client's course with scores and with repairs in words, its standing flags, and the answers if asked for."""

    course: Course
    flags: tuple[Flag, ...]
    answers: tuple[KeptAnswer, ...] | None = None


class CaseloadReview(Struct, frozen=True):
    """The overview of each client, and the standing flags of the last session of clients seen lately, by code."""

    overviews: tuple[Overview, ...]
    flags: Mapping[str, tuple[Flag, ...]]


class HeardVoices(Struct, frozen=True):
    """The clinician's ratings beside the client's; code and sessions are empty over the caseload.

    ``congruence`` is None if no session was rated by both.
    """

    voices: Voices
    congruence: Congruence | None
    client: str = ""
    sessions: tuple[Session, ...] = ()


class ExplainedRules(Struct, frozen=True):
    """Rules behind flags, the flags of one client that they raised, and the dates of sessions by id."""

    rules: tuple[Explanation, ...]
    flags: tuple[Flag, ...] = ()
    client: str = ""
    dates: Mapping[str, str] = MappingProxyType({})


def course_review(app: App, client: Client, *, answers: bool = False) -> CourseReview:
    """The client's course; ``answers`` adds every answer in words."""
    from alliance_cli.usecases.review.worded import readable

    course = with_marks(course_of(app, client), app.repository.marks.of(client))
    found = standing_flags(app, course, app.repository.decisions.of(client))
    return CourseReview(readable(app, course), found, _answers(app, client) if answers else None)


def _answers(app: App, client: Client) -> tuple[KeptAnswer, ...]:
    """Every answer beside its question as it was worded when it was asked."""
    from alliance_cli.core.walk.steps import every_step

    kept: list[KeptAnswer] = []
    repository = app.repository
    held = repository.held_back.of(client)
    script_of = cache(app.catalog.read_script_version)
    for walk in repository.walks.of(client):
        unseen = held.get(walk.session, ()) if walk.phase is Phase.IN_SESSION else ()
        for version, given in repository.answers.script_versions(walk).items():
            script = script_of(version)
            answers = repository.answers.of(walk, script)
            for step in every_step(script, answers):
                if step.key in given and step.key not in unseen:
                    value = answers[step.key]
                    shown = "" if value is None else step.kind.show(value)
                    kept.append(KeptAnswer(walk.session, walk.phase, step.key, step.ask, value, shown))
    return tuple(kept)


def caseload_review(app: App, *, closed: bool = False) -> CaseloadReview:
    """The whole caseload; ``closed`` adds closed clients."""
    overviews = app.repository.overviews.all(closed=closed)
    flags = {client.code: tuple(flag for _, flag in found) for client, found in flags_of_last_sessions(app)}
    log_access(app)
    return CaseloadReview(tuple(overviews), flags)


def client_voices(app: App, client: Client) -> HeardVoices:
    """The clinician's ratings compared with one client's."""
    from alliance_cli.core.voices.tracking import congruence
    from alliance_cli.core.voices.voices import voices

    course = app.repository.courses.of(client)
    sessions = tuple(record.session for record in course.records)
    return HeardVoices(voices(course), congruence(course), client.code, sessions)


def all_voices(app: App, *, closed: bool) -> HeardVoices:
    """The clinician's ratings compared with all clients'; ``closed`` adds closed clients."""
    from alliance_cli.core.voices.tracking import caseload_congruence, congruence
    from alliance_cli.core.voices.voices import voices, voices_together

    each = [(voices(course), congruence(course)) for course in app.repository.courses.every(closed=closed)]
    log_access(app)
    heard = voices_together([one for one, _apart in each])
    return HeardVoices(heard, caseload_congruence(found for _one, found in each if found))


def explained_rules(app: App, client: Client | None, *, every: bool) -> ExplainedRules:
    """The rules that raised one client's flags, with those flags; all rules without a client or with ``every``."""
    from alliance_cli.core.flags.signals import explanations
    from alliance_cli.core.formatting import plain_day

    rules = explanations(app.settings.flags)
    if client is None:
        return ExplainedRules(rules)
    course = app.repository.courses.of(client)
    found = flags_of(app, client, course)
    if not every:
        rules = tuple(rule for rule in rules if any(flag.kind == rule.kind for flag in found))
    dates = {record.session.id: plain_day(record.session.on) for record in course.records}
    return ExplainedRules(rules, found, client.code, dates)
