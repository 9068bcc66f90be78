"""Sorts and groups the due items of the whole caseload, most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import IntEnum

from msgspec import Struct

from alliance_cli.core.action import Action
from alliance_cli.core.codes import code_order
from alliance_cli.core.walk.script import SESSION_PHASES, Phase

WAITS_FOR = timedelta(days=28)
"""The age beyond which a session no longer waits for its reflection."""


class Urgency(IntEnum):
    """Why something is due; a lower number is more urgent.

    Unfinished walks come first, since they are easily forgotten; then unseen answers by the client; then sessions to
    reflect on while they are remembered; then open ruptures and flags.
    """

    UNFINISHED = 1
    HELD_BACK = 2
    NOT_REFLECTED = 3
    OPEN_RUPTURE = 4
    FLAG = 5


class DueItem(Struct, frozen=True):
    """One due item, with the date of its session and the action that deals with it."""

    client: str
    urgency: Urgency
    since: date
    do: Action
    phase: Phase | None = None
    plan: str = ""
    marks: int = 0
    """How many marks of the session are still to be worded in its reflection."""
    flag: str = ""
    says: str = ""
    """The kind of flag in words, and its sentence."""
    rank: int = 0
    """The rank of a flag's rule: rules about what a person said come before formulas."""


def sort_due(items: Iterable[DueItem]) -> tuple[DueItem, ...]:
    """By urgency, then by rank, then oldest first, then by code."""
    return tuple(sorted(items, key=lambda due: (due.urgency, due.rank, due.since, code_order(due.client))))


class DueGroup(Struct, frozen=True):
    """All due items for one client and one reason: the item to begin with, and the others."""

    first: DueItem
    others: tuple[DueItem, ...] = ()

    @property
    def others_are_earlier(self) -> bool:
        return all(due.since < self.first.since for due in self.others)


def group_due(items: Iterable[DueItem]) -> tuple[DueGroup, ...]:
    """One group for each client and reason, in the order of ``sort_due``.

    A group begins with its latest session, which is remembered best; a group of possible ruptures with its oldest.
    """
    grouped: dict[tuple[str, Urgency], list[DueItem]] = {}
    for due in items:
        grouped.setdefault((due.client, due.urgency), []).append(due)
    groups = {_first(group): group for group in grouped.values()}
    return tuple(DueGroup(first, tuple(due for due in groups[first] if due is not first)) for first in sort_due(groups))


def _first(group: Sequence[DueItem]) -> DueItem:
    if group[0].urgency is Urgency.OPEN_RUPTURE:
        return min(group, key=lambda due: due.since)
    return max(group, key=lambda due: (due.since, SESSION_PHASES.index(due.phase) if due.phase else 0))
