"""Numbers, finds and filters the moments of a course, and summarises the moments of a caseload."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from msgspec import Struct

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.codes import code_order
from alliance_cli.core.course.course import Course
from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.formatting import either
from alliance_cli.core.numbered import find_position
from alliance_cli.core.ratings import Ratings
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS, MomentKind
from alliance_cli.translation import _

CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": tuple(MomentKind),
    "state": tuple(state.replace(" ", "-") for state in MomentState),
    **{name: MOMENT_FIELDS[name] for name in ("marker", "component", "noticed_by")},
}
"""The fields by which moments can be filtered, with their allowed words."""


class ListedMoment(Struct, frozen=True):
    """A moment with its number among the client's, counted from 1, oldest first, and the number of its session.

    ``resolved`` is the number of the session in which a rupture was repaired or let go.
    """

    client: str
    number: int
    session: int
    moment: Moment
    resolved: int | None = None
    closed: bool = False
    """Whether the work with the client has ended."""
    after_tension: Ratings = MappingProxyType({})
    """For a possible rupture, the ratings after tension from its session: strength and resolution."""


def list_moments(course: Course) -> tuple[ListedMoment, ...]:
    """Returns all moments of a client, oldest first."""
    numbers = {record.session.id: record.session.number for record in course.records}
    moments = [(record, moment) for record in course.records for moment in record.moments]
    code, closed = course.client.code, course.client.closed_on is not None
    return tuple(
        ListedMoment(
            client=code,
            number=number,
            session=record.session.number,
            moment=each,
            resolved=numbers.get(each.resolved_in),
            closed=closed,
            after_tension=record.after_tension if each.kind is MomentKind.RUPTURE else {},
        )
        for number, (record, each) in enumerate(moments, start=1)
    )


def find_moment(course: Course, typed: str) -> ListedMoment:
    """The moment with this number or beginning of an id; raises NotFound, or WrongUse for several."""
    moments = list_moments(course)
    place = find_position(
        typed,
        [each.moment.id for each in moments],
        none=_("{client} has no such moment.", client=course.client.code),
        several=_("More than one moment begins like that."),
        see=Action(ActionKind.LIST_MOMENTS, course.client.code),
    )
    return moments[place]


class MomentFilter(Struct, frozen=True):
    """Selects moments by date and by ``words``, keyed by the names of ``CHOICES``."""

    words: Mapping[str, str]
    since: date | None = None

    @property
    def is_all(self) -> bool:
        return not self.words and self.since is None

    def select(self, moments: Iterable[ListedMoment]) -> tuple[ListedMoment, ...]:
        """Returns the moments that match, in their order."""
        return tuple(each for each in moments if self._matches(each.moment))

    def _matches(self, moment: Moment) -> bool:
        if self.since is not None and moment.on < self.since:
            return False
        return all((getattr(moment, name) or "").replace(" ", "-") == word for name, word in self.words.items())


def moment_filter(typed: Mapping[str, str | None], since: date | None) -> MomentFilter:
    """Builds a filter from typed words; raises WrongUse, which lists the allowed words."""
    words = {}
    for name, word in typed.items():
        if word is None:
            continue
        words[name] = word.strip().casefold().replace(" ", "-")
        if words[name] not in CHOICES[name]:
            option = name.replace("_", "-")
            raise WrongUse(_("--{option} takes {words}.", option=option, words=either(CHOICES[name])))
    return MomentFilter(words, since)


OLDEST = 5
"""How many open ruptures are listed."""


class MomentPattern(Struct, frozen=True):
    """Patterns in the moments of a caseload.

    ``strong``: how many strong moments were about each component, most frequent first; "" for not recorded.
    ``oldest``: the possible ruptures of current clients that have been open longest. ``repaired``: how many ruptures
    were repaired. ``sessions_to_repair``: the median number of sessions from noting to repair, 0 for the same session,
    None if none was repaired.
    """

    strong: tuple[tuple[str, int], ...]
    oldest: tuple[ListedMoment, ...]
    repaired: int
    sessions_to_repair: float | None
    by_skill: tuple[tuple[str, int], ...] = ()
    """How many strong moments occurred in sessions in which a practised skill was used, most frequent skill first."""


def by_component(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    """The components of strong moments with their counts, most frequent first; "" (not recorded) comes last."""
    most_often = sorted(MOMENT_FIELDS["component"], key=lambda name: -counted[name])
    return tuple((name, counted[name]) for name in (*most_often, "") if counted[name])


def moment_pattern(moments: Sequence[ListedMoment], used: Mapping[str, str] = MappingProxyType({})) -> MomentPattern:
    """The pattern of these moments; ``used`` maps session ids to the skill used in that session."""
    from statistics import median  # slow to load, and only the view of all clients needs it

    skills = (used.get(each.moment.session) for each in moments if each.moment.kind is MomentKind.STRONG)
    strong = Counter(each.moment.component for each in moments if each.moment.kind is MomentKind.STRONG)
    open_ones = (each for each in moments if each.moment.is_open_rupture and not each.closed)
    taken = [
        each.resolved - each.session
        for each in moments
        if each.moment.state is MomentState.REPAIRED and each.resolved is not None
    ]
    return MomentPattern(
        strong=by_component(strong),
        oldest=tuple(sorted(open_ones, key=lambda each: (each.moment.on, code_order(each.client)))[:OLDEST]),
        repaired=sum(each.moment.state is MomentState.REPAIRED for each in moments),
        sessions_to_repair=median(taken) if taken else None,
        by_skill=tuple(Counter(skill for skill in skills if skill).most_common()),
    )
