"""Words the tables of a client's sessions: one line for each session, with every number labelled."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from alliance_cli.core.formatting import joined, plain_day
from alliance_cli.core.ratings import SCALES, Rater, scale_in_words
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.script import SESSION_PHASES, Phase
from alliance_cli.translation import _, _n

if TYPE_CHECKING:
    from alliance_cli.core.course.course import SessionRecord
    from alliance_cli.core.course.missed import Missed, MissedSession
    from alliance_cli.core.course.session_admin import SessionSummary


def table_in_words(shown: Sequence[SessionRecord], missed: Sequence[MissedSession]) -> Iterator[str]:
    """A line for each session and each missed one, by date."""
    told = [(record.session.on, record_in_words(record)) for record in shown]
    told += [(each.on, f"{plain_day(each.on)}: {missed_in_words(each.why)}") for each in missed]
    return (says for _on, says in sorted(told, key=lambda dated: dated[0]))


def record_in_words(record: SessionRecord) -> str:
    """``Session 3, 2026-11-02: after the session; client understood 9, goals 8; 1 strong moment``."""
    strong, still_open, ruptures = counted(record)
    parts = [walks_in_words(record.phases), *(_rated(record, rater) for rater in Rater)]
    parts.append(_n("{count} strong moment", "{count} strong moments", strong) if strong else "")
    noted = _n(
        "{count} possible rupture ({open} open)", "{count} possible ruptures ({open} open)", ruptures, open=still_open
    )
    parts.append(noted if ruptures else "")
    parts.append(_reported(record.tension_reported_by))
    return f"{_name(record.session.number, plain_day(record.session.on))}: {'; '.join(filter(None, parts))}"


def summary_in_words(summary: SessionSummary) -> str:
    """The number and date of a session, its walks, and what is stored about it."""
    day = plain_day(summary.session.on)
    name = day if summary.missed else _name(summary.session.number, day)
    return f"{name}: {'; '.join(filter(None, (walks_in_words(summary.phases), summary.held)))}"


def walks_in_words(phases: Mapping[Phase, str]) -> str:
    """The walks of a session that were begun: ``before the session, in the session (not finished)``."""
    begun = [(phase.in_words, state) for phase in SESSION_PHASES if (state := phases.get(phase))]
    said = (name if state == "finished" else _("{walk} (not finished)", walk=name) for name, state in begun)
    return ", ".join(said)


def missed_in_words(why: Missed) -> str:
    """Says why a session was missed."""
    return _("missed: {why}", why=why.in_words)


def counted(record: SessionRecord) -> tuple[int, int, int]:
    """How many strong moments, open ruptures and ruptures a session has."""
    strong = sum(moment.kind is MomentKind.STRONG for moment in record.moments)
    return strong, sum(moment.is_open_rupture for moment in record.moments), len(record.moments) - strong


def _name(number: int, day: str) -> str:
    return _("Session {number}, {day}", number=number, day=day)


def _rated(record: SessionRecord, rater: Rater) -> str:
    rated = record.ratings_by(rater)
    said = ", ".join(f"{scale_in_words(scale)} {rated[scale]}" for scale in SCALES if scale in rated)
    return f"{rater.label} {said}" if said else ""


def _reported(raters: Collection[Rater]) -> str:
    named = [rater.label for rater in Rater if rater in raters]
    return _("tension reported by: {raters}", raters=joined(named)) if named else ""
