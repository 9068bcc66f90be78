"""What moments have in common over a whole caseload."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType

from alliance_cli.core.course.entities import MomentState
from alliance_cli.core.course.moments import ListedMoment
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS, MomentKind

OLDEST = 5
"""So many of the open ruptures are named."""


@dataclass(frozen=True, slots=True)
class MomentPattern:
    """``strong``: how many strong moments were about each component, most often first; "" where it was not said.

    ``oldest``: possible ruptures that have been open longest, of clients still seen. ``repaired``: how many
    ruptures were repaired; ``sessions_to_repair``: the median number of sessions from noting to repair,
    0 for the same session, None where none was.
    """

    strong: tuple[tuple[str, int], ...]
    oldest: tuple[ListedMoment, ...]
    repaired: int
    sessions_to_repair: float | None
    by_skill: tuple[tuple[str, int], ...] = ()
    """How many strong moments came in sessions in which the skill then practised was used, most often first."""


def moment_pattern(moments: Sequence[ListedMoment], used: Mapping[str, str] = MappingProxyType({})) -> MomentPattern:
    """The pattern of these moments; ``used`` has the skill that was used in a session, by the session's id."""
    skills = (used.get(each.moment.session) for each in moments if each.moment.kind is MomentKind.STRONG)
    strong = Counter(each.moment.component for each in moments if each.moment.kind is MomentKind.STRONG)
    open_ones = (each for each in moments if each.moment.is_open_rupture and not each.closed)
    taken = [
        each.resolved - each.session
        for each in moments
        if each.moment.state is MomentState.REPAIRED and each.resolved is not None
    ]
    most_often = sorted(MOMENT_FIELDS["component"], key=lambda name: -strong[name])
    return MomentPattern(
        strong=tuple((name, strong[name]) for name in (*most_often, "") if strong[name]),
        oldest=tuple(sorted(open_ones, key=lambda each: (each.moment.on, each.client))[:OLDEST]),
        repaired=sum(each.moment.state is MomentState.REPAIRED for each in moments),
        sessions_to_repair=median(taken) if taken else None,
        by_skill=tuple(Counter(skill for skill in skills if skill).most_common()),
    )
