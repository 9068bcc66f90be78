"""Finds the flags of a course: possible ruptures and open questions, each a prompt to look again, never a finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from alliance_cli.core.course.course import Course, SessionRecord
from alliance_cli.core.flags.flag import DEFAULT_SETTINGS, Explanation, Flag, FlagSettings
from alliance_cli.core.flags.rules import RULES
from alliance_cli.core.ratings import Rater


def flags(course: Course, settings: FlagSettings = DEFAULT_SETTINGS, since: int = 0) -> tuple[Flag, ...]:
    """All flags of a course, oldest session first; within a session, people's reports come first.

    With ``since``, only flags of sessions from that index on. If the client rated the session at that index, the
    earlier sessions need to have only the client's ratings.

    A flag depends only on its own session and earlier ones, so it does not change when sessions are added. The order in
    which records were entered makes no difference.
    """
    records = sorted(course.records, key=attrgetter("session.on", "session.number"))
    place = {record.session.id: index for index, record in enumerate(records)}
    found = [flag for rule in RULES for flag in rule.find(records, settings, since)]
    return tuple(sorted(found, key=lambda flag: place[flag.session]))


def one_per_kind_and_session(found: Iterable[Flag]) -> tuple[Flag, ...]:
    """The first flag of each kind and session, for places with little room."""
    first: dict[tuple[str, str], Flag] = {}
    for flag in found:
        first.setdefault((flag.session, flag.kind), flag)
    return tuple(first.values())


def since_client_was_heard(records: Sequence[SessionRecord]) -> frozenset[str]:
    """The ids of the last session in which the client rated or reported tension, and of all later sessions.

    If there is no such session, only the latest is included. Flags of these sessions are shown until the client is
    heard again.
    """
    heard = (
        n for n in _from_the_last(records) if records[n].ratings_by(Rater.CLIENT) or Rater.CLIENT in records[n].tension
    )
    return frozenset(each.session.id for each in records[next(heard, len(records) - 1) :])


def _from_the_last(records: Sequence[SessionRecord]) -> range:
    return range(len(records) - 1, -1, -1)


def explanations(settings: FlagSettings = DEFAULT_SETTINGS) -> tuple[Explanation, ...]:
    """An explanation of every rule, in the order in which flags are shown."""
    return tuple(rule.explain(settings) for rule in RULES)
