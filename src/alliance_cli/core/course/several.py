"""Finds the possible ruptures named by numbers and ranges, such as ``2,5,7`` or ``3-12``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.entities import Course
from alliance_cli.core.course.moments import ListedMoment, list_moments
from alliance_cli.core.errors import NotFound, WrongUse
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.wording import joined

_PART = re.compile(r"([0-9]{1,5})(?:-([0-9]{1,5}))?")


def names_several(typed: str) -> bool:
    """Whether more than one moment is meant: numbers with commas between them, or a range of two numbers."""
    return "," in typed or re.fullmatch(r"[0-9]{1,5}-[0-9]{1,5}", typed.strip()) is not None


def open_ruptures_named(course: Course, typed: str) -> tuple[ListedMoment, ...]:
    """The open ruptures with these numbers, in order; raises WrongUse or NotFound where one of them is none.

    Nothing is meant halfway: a number that no moment has, a strong moment and a settled rupture are all named.
    """
    numbers = sorted(_numbers(typed))
    moments = {each.number: each for each in list_moments(course)}
    code = course.client.code
    if unknown := [number for number in numbers if number not in moments]:
        count = f"There are {len(moments)}." if moments else "None is noted."
        see = Action(ActionKind.LIST_MOMENTS, code)
        raise NotFound(f"{code} has no moment {_listed(unknown)}. Nothing was changed.", f"{count} See them with:", see)
    named = [moments[number] for number in numbers]
    if wrong := tuple(_unfit(named)):
        open_ones = [str(each.number) for each in named if each.moment.is_open_rupture]
        hint = f"Open among them: {','.join(open_ones)}." if open_ones else "None of them is open."
        see = Action(ActionKind.LIST_OPEN_RUPTURES, code)
        raise WrongUse(f"{' '.join(wrong)} Nothing was changed.", f"{hint} See all open ones with:", see)
    return tuple(named)


def _numbers(typed: str) -> Iterator[int]:
    """Each number once; raises WrongUse for anything but numbers and ranges."""
    seen: set[int] = set()
    for part in typed.split(","):
        found = _PART.fullmatch(re.sub(r"\s", "", part))
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if first > last:
            raise WrongUse("Numbers and ranges fit here, such as 2,5,7 or 3-12.", "Nothing was changed.")
        seen.update(range(first, last + 1))
    yield from seen


def _unfit(named: Sequence[ListedMoment]) -> Iterator[str]:
    """A sentence for strong moments, and one for ruptures of each state but open."""
    strong = [each.number for each in named if each.moment.kind is not MomentKind.RUPTURE]
    if strong:
        yield f"{_listed(strong)} {'is a strong moment' if len(strong) == 1 else 'are strong moments'}."
    states = dict.fromkeys(each.moment.state for each in named if each.moment.state)
    for state in states:
        settled = [each.number for each in named if each.moment.state is state and not each.moment.is_open_rupture]
        if settled:
            yield f"{_listed(settled)} {'is' if len(settled) == 1 else 'are'} {state} already."


def _listed(numbers: Sequence[int], most: int = 8) -> str:
    """The numbers in words, so many of them at most."""
    shown = [str(number) for number in numbers[:most]]
    return joined(shown) if len(numbers) <= most else f"{', '.join(shown)} and more"
