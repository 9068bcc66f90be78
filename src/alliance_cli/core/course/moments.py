"""Moments in a row: the number each is called by, which one a person means, and which ones are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.entities import Course, Moment, MomentState
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.numbered import place_meant
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS, MomentKind

CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": tuple(MomentKind),
    "state": tuple(state.replace(" ", "-") for state in MomentState),
    **{name: MOMENT_FIELDS[name] for name in ("marker", "component", "noticed_by")},
}
"""What moments are told apart by, and the words for it."""


@dataclass(frozen=True, slots=True)
class ListedMoment:
    """A moment with its number among the client's, oldest first, from 1, and the number of its session.

    ``resolved`` is the number of the session in which a rupture was repaired or let go.
    """

    client: str
    number: int
    session: int
    moment: Moment
    resolved: int | None = None
    closed: bool = False
    """Whether the work with the client has ended."""


def list_moments(course: Course) -> tuple[ListedMoment, ...]:
    """All moments of a client, oldest first."""
    numbers = {record.session.id: record.session.number for record in course.records}
    moments = [moment for record in course.records for moment in record.moments]
    closed = course.client.closed_on is not None
    return tuple(
        ListedMoment(
            course.client.code, number, numbers[each.session], each, numbers.get(each.resolved_in), closed
        )
        for number, each in enumerate(moments, start=1)
    )  # fmt: skip


def find_moment(course: Course, typed: str) -> ListedMoment:
    """The moment meant by its number or by the beginning of its id; raises NotFound, or WrongUse for several."""
    moments = list_moments(course)
    place = place_meant(
        typed,
        [each.moment.id for each in moments],
        none=f"{course.client.code} has no such moment.",
        several="More than one moment begins like that.",
        see=Action(ActionKind.LIST_MOMENTS, course.client.code),
    )
    return moments[place]


@dataclass(frozen=True, slots=True)
class MomentFilter:
    """Which moments are asked for; ``words`` by the names of ``CHOICES``."""

    words: Mapping[str, str]
    since: date | None = None

    @property
    def is_all(self) -> bool:
        return not self.words and self.since is None

    def select(self, moments: Iterable[ListedMoment]) -> tuple[ListedMoment, ...]:
        """Those that are asked for, in their order."""
        return tuple(each for each in moments if self._matches(each.moment))

    def _matches(self, moment: Moment) -> bool:
        if self.since is not None and moment.on < self.since:
            return False
        return all((getattr(moment, name) or "").replace(" ", "-") == word for name, word in self.words.items())


def moment_filter(typed: Mapping[str, str | None], since: date | None) -> MomentFilter:
    """Which moments are meant by the words given; raises WrongUse with those that fit."""
    words = {}
    for name, word in typed.items():
        if word is None:
            continue
        words[name] = word.strip().casefold().replace(" ", "-")
        if words[name] not in CHOICES[name]:
            option = name.replace("_", "-")
            raise WrongUse(f"--{option} takes {', '.join(CHOICES[name][:-1])} or {CHOICES[name][-1]}.")
    return MomentFilter(words, since)
