"""Builds the report of a caseload: a summary of each client, ordered by need for attention, and overall patterns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median

from msgspec import Struct

from alliance_cli.core.codes import code_order
from alliance_cli.core.course.completeness import completeness
from alliance_cli.core.course.course import Course
from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.course.moments import by_component, list_moments
from alliance_cli.core.course.picture import Picture, picture
from alliance_cli.core.flags.baseline import DEFAULT_RULE, BaselineRule
from alliance_cli.core.flags.flag import Flag
from alliance_cli.core.flags.signals import one_per_kind_and_session, since_client_was_heard
from alliance_cli.core.ratings import Rater
from alliance_cli.core.voices.tracking import Congruence, congruence
from alliance_cli.core.voices.voices import Voices, voices
from alliance_cli.core.walk.moment_kinds import MomentKind


class ClientInShort(Struct, frozen=True):
    """A summary of one client. ``flags`` has one flag for each kind and session since the client was last heard.

    ``last`` is the client's latest mean and ``usual`` the mean of the sessions rated before it, both 1 to 10.
    ``repaired_in`` has the days from each repaired rupture to its repair, and ``strong`` the component of each strong
    moment.
    """

    code: str
    picture: Picture
    flags: tuple[Flag, ...]
    sessions: int
    rated: int
    last: float | None
    usual: float | None
    voices: Voices
    congruence: Congruence | None
    open_ruptures: int = 0
    repaired_in: tuple[int, ...] = ()
    strong: tuple[str, ...] = ()
    held_back: int = 0
    """How many sessions have held-back answers by the client."""

    @property
    def change(self) -> float | None:
        """The latest mean minus the usual one, in points."""
        return None if self.last is None or self.usual is None else self.last - self.usual

    @property
    def last_on(self) -> date | None:
        """The day of the latest session."""
        return self.picture.points[-1].session.on if self.picture.points else None


class PractisedSkill(Struct, frozen=True):
    """A micro-skill from the clinician's log, with its number of rehearsals and of sessions that used it."""

    label: str
    rehearsals: int
    used: int


class CaseloadReport(Struct, frozen=True):
    """The current clients, those who need attention first. Without ``notes``, it contains only measures."""

    clients: tuple[ClientInShort, ...]
    skills: tuple[PractisedSkill, ...] = ()
    notes: bool = False

    @property
    def strong(self) -> tuple[tuple[str, int], ...]:
        """How many strong moments were about each component, most frequent first; "" for not recorded."""
        return by_component(Counter(component for each in self.clients for component in each.strong))

    @property
    def days_to_repair(self) -> tuple[float, int] | None:
        """The median days from noting a possible rupture to its repair, and the number of repairs; None if none."""
        days = [day for each in self.clients for day in each.repaired_in]
        return (median(days), len(days)) if days else None

    @property
    def feedback(self) -> tuple[int, int]:
        """How many sessions clients rated, and how many were held; both leave out sessions with held-back answers."""
        return sum(each.rated for each in self.clients), sum(each.sessions - each.held_back for each in self.clients)

    @property
    def held_back(self) -> int:
        """How many sessions have held-back answers by the client."""
        return sum(each.held_back for each in self.clients)


def in_short(course: Course, flags: Iterable[Flag], rule: BaselineRule = DEFAULT_RULE) -> ClientInShort:
    """The summary of one client; ``flags`` are all flags of the course."""
    found, latest, counted = tuple(flags), since_client_was_heard(course.records), completeness(course)
    means = [mean for record in course.records if (mean := record.mean(Rater.CLIENT)) is not None]
    moments = [moment for record in course.records for moment in record.moments]
    return ClientInShort(
        course.client.code,
        picture(course, (flag for flag in found if not flag.instrument), rule),
        one_per_kind_and_session(flag for flag in found if flag.session in latest),
        counted.sessions,
        counted.client_rated,
        means[-1] if means else None,
        sum(means[:-1]) / len(means[:-1]) if means[:-1] else None,
        voices(course),
        congruence(course),
        len(course.open_ruptures),
        tuple(_days_to_repair(course)),
        tuple(moment.component for moment in moments if moment.kind is MomentKind.STRONG),
        counted.held_back,
    )


def _days_to_repair(course: Course) -> Iterable[int]:
    days = {record.session.number: record.session.on for record in course.records}
    for each in list_moments(course):
        if each.moment.state is MomentState.REPAIRED and each.resolved is not None:
            yield (days[each.resolved] - each.moment.on).days


def by_attention(clients: Sequence[ClientInShort]) -> tuple[ClientInShort, ...]:
    """Clients with an open possible rupture first, then by number of flags, drop of the latest mean, and code."""

    def rank(each: ClientInShort) -> tuple[object, ...]:
        kinds = {flag.kind for flag in each.flags}
        return not each.open_ruptures, -len(kinds), each.change or 0, code_order(each.code)

    return tuple(sorted(clients, key=rank))
