"""Finds the guide cards for flags and moments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from alliance_cli.core.course.entities import Moment
from alliance_cli.core.flags.flag import Flag
from alliance_cli.core.guide.guide import Pointer, card_for
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.wording import ACKNOWLEDGE, ASK_FOR_RATINGS, INVITE, NEXT_FOR, VALIDATE

_ON_NEXT: Mapping[str, Pointer | None] = {
    ACKNOWLEDGE: card_for(step="acknowledge"),
    INVITE: card_for(step="invite"),
    VALIDATE: card_for(step="validate"),
    ASK_FOR_RATINGS: card_for(skill="feedback-seeking"),
    NEXT_FOR["goals"]: card_for(skill="agenda-setting"),
    NEXT_FOR["tasks"]: card_for(component="tasks"),
}
"""The card about each next step that a flag suggests."""


def cards_on_flags(flags: Iterable[Flag]) -> tuple[Pointer, ...]:
    """The cards about what these flags suggest, each once, in their order."""
    return _each_once(_ON_NEXT.get(flag.next) for flag in flags)


def cards_on_moments(moments: Iterable[Moment]) -> tuple[Pointer, ...]:
    """The cards about these moments: a rupture's marker or else the first step of repair, a strong one's component."""
    return _each_once(map(_on_moment, moments))


def _on_moment(moment: Moment) -> Pointer | None:
    if moment.kind is MomentKind.STRONG:
        return card_for(component=moment.component)
    return card_for(marker=moment.marker) or card_for(step="acknowledge")


def _each_once(found: Iterable[Pointer | None]) -> tuple[Pointer, ...]:
    return tuple(dict.fromkeys(pointer for pointer in found if pointer))
