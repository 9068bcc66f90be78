"""Finds the possible ruptures named by numbers and ranges, such as ``2,5,7`` or ``3-12``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.course import Course
from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.course.moments import ListedMoment, list_moments
from alliance_cli.core.errors import NotFound, WrongUse
from alliance_cli.core.formatting import joined
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.translation import _, _n

_PART = re.compile(r"([0-9]{1,5})(?:-([0-9]{1,5}))?")


def names_several(typed: str) -> bool:
    """Whether the text names more than one moment: numbers separated by commas, or a range of two numbers."""
    return "," in typed or re.fullmatch(r"[0-9]{1,5}-[0-9]{1,5}", typed.strip()) is not None


def open_ruptures_named(course: Course, typed: str) -> tuple[ListedMoment, ...]:
    """The open ruptures with these numbers, in order; raises WrongUse or NotFound if one is not an open rupture.

    The error names every such number and why: no moment, a strong moment, or a settled rupture.
    """
    numbers = sorted(_numbers(typed))
    moments = {each.number: each for each in list_moments(course)}
    code = course.client.code
    if unknown := [number for number in numbers if number not in moments]:
        count = _("There are {count}. See them with:", count=len(moments)) if moments else _("None is noted.")
        none = _("{client} has no moment {numbers}. Nothing was changed.", client=code, numbers=_listed(unknown))
        raise NotFound(none, count, Action(ActionKind.LIST_MOMENTS, code))
    named = [moments[number] for number in numbers]
    if wrong := tuple(_unfit(named)):
        open_ones = [str(each.number) for each in named if each.moment.is_open_rupture]
        hint = (
            _("Open among them: {numbers}.", numbers=",".join(open_ones)) if open_ones else _("None of them is open.")
        )
        see = Action(ActionKind.LIST_OPEN_RUPTURES, code)
        raise WrongUse(
            " ".join((*wrong, _("Nothing was changed."))), " ".join((hint, _("See all open ones with:"))), see
        )
    return tuple(named)


def _numbers(typed: str) -> Iterator[int]:
    """Each number once; raises WrongUse for anything but numbers and ranges."""
    seen: set[int] = set()
    for part in typed.split(","):
        found = _PART.fullmatch(re.sub(r"\s", "", part))
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if first > last:
            raise WrongUse(_("Type numbers or ranges, such as 2,5,7 or 3-12."), _("Nothing was changed."))
        seen.update(range(first, last + 1))
    yield from seen


def _unfit(named: Sequence[ListedMoment]) -> Iterator[str]:
    """A sentence about strong moments, and one about ruptures in each state other than open."""
    strong = [each.number for each in named if each.moment.kind is not MomentKind.RUPTURE]
    if strong:
        numbers = _listed(strong)
        yield _n("{numbers} is a strong moment.", "{numbers} are strong moments.", len(strong), numbers=numbers)
    states = dict.fromkeys(each.moment.state for each in named if each.moment.state)
    for state in states:
        settled = [each.number for each in named if each.moment.state is state and not each.moment.is_open_rupture]
        if settled:
            yield _settled(state, settled)


def _settled(state: MomentState, numbers: Sequence[int]) -> str:
    listed, count = _listed(numbers), len(numbers)
    if state is MomentState.REPAIRED:
        return _n("{numbers} is repaired already.", "{numbers} are repaired already.", count, numbers=listed)
    return _n("{numbers} is let go already.", "{numbers} are let go already.", count, numbers=listed)


def _listed(numbers: Sequence[int], most: int = 8) -> str:
    """The numbers in words, at most ``most`` of them."""
    shown = [str(number) for number in numbers[:most]]
    return joined(shown) if len(numbers) <= most else _("{numbers} and more", numbers=", ".join(shown))
