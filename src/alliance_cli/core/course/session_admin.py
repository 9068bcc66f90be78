"""Summarises a session, and checks whether it can be redated, joined to another, moved to another client or erased."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.course.course import Course, Session
from alliance_cli.core.course.missed import Missed
from alliance_cli.core.course.moment import Moment
from alliance_cli.core.course.moments import ListedMoment, list_moments
from alliance_cli.core.formatting import joined, plain_day
from alliance_cli.core.ratings import Rater, scale_in_words
from alliance_cli.core.walk.script import Phase
from alliance_cli.translation import N_, _, _n

COUNTED: Mapping[str, Callable[[int], str]] = {
    "answers": lambda count: _n("{count} answer", "{count} answers", count),
    "ratings": lambda count: _n("{count} rating", "{count} ratings", count),
    "tension": lambda count: _n("{count} tension report", "{count} tension reports", count),
    "held_back": lambda _count: _("answers that the client gave alone"),
    "moments": lambda count: _n("{count} moment", "{count} moments", count),
    "marks": lambda count: _n("{count} mark", "{count} marks", count),
    "measures": lambda count: _n("{count} questionnaire", "{count} questionnaires", count),
    "decisions": lambda count: _n("{count} flag decision", "{count} flag decisions", count),
    "repairs": lambda count: _n("{count} repair", "{count} repairs", count),
    "questions": lambda count: _n("{count} supervision question", "{count} supervision questions", count),
    "settled": lambda count: _n("{count} settled rupture", "{count} settled ruptures", count),
}
"""The items counted in a session, and the wording of each count.

Repairs and questions are about the session's moments; settled ruptures are from earlier sessions. A client's held-back
answers count as one, however many there are.
"""


class SessionSummary(Struct, frozen=True):
    """How much was recorded in one session; ``counts`` has the keys of ``COUNTED``.

    ``missed`` is the reason why it was not held; a missed session has the number 0.
    """

    session: Session
    phases: Mapping[Phase, str]
    counts: Mapping[str, int]
    missed: Missed | None = None

    @property
    def held_back(self) -> bool:
        """Whether the client's answers are held back."""
        return bool(self.counts["held_back"])

    @property
    def held(self) -> str:
        """``3 answers, 4 ratings and 1 moment``"""
        told = [say(self.counts[name]) for name, say in COUNTED.items() if self.counts[name]]
        kept = joined(told) if told else _("nothing")
        if self.missed is None:
            return kept
        missed = _("missed, {why}", why=self.missed.in_words)
        return f"{missed}; {kept}" if told else missed

    @property
    def is_only_prepared(self) -> bool:
        """Whether only a preparation was recorded, so the session may not have been held.

        A rupture can be settled without the client, during a preparation.
        """
        beside = any(count for name, count in self.counts.items() if name not in ("answers", "settled"))
        return not beside and set(self.phases) <= {Phase.PRE_SESSION}

    @property
    def named(self) -> str:
        """``session 3 of 2026-11-20``, or ``missed session of 2026-11-20``."""
        if self.missed:
            return _("missed session of {day}", day=plain_day(self.session.on))
        return _("session {number} of {day}", number=self.session.number, day=plain_day(self.session.on))


WALK_NOUNS = {
    Phase.PRE_SESSION: N_("a preparation"),
    Phase.IN_SESSION: N_("a walk through the session"),
    Phase.POST_SESSION: N_("a reflection"),
}


class SessionContents(Struct, frozen=True):
    """Items of which a session can have only one each."""

    walks: frozenset[tuple[Phase, str]] = frozenset()
    """Phase and script id of each walk."""
    ratings: frozenset[tuple[Rater, str]] = frozenset()
    """Rater and scale of each quick rating."""
    tension: frozenset[Rater] = frozenset()
    """Who answered the question about tension."""
    instruments: frozenset[tuple[str, Rater]] = frozenset()
    """Instrument and rater of each administration."""
    decisions: frozenset[str] = frozenset()
    """Each decided flag, as one text of kind, component and instrument."""
    held_back: bool = False
    """Whether the client's answers are held back; if so, none of them is listed here."""

    def with_client_held_back(self) -> SessionContents:
        """The same without anything from the client."""
        return replace(
            self,
            ratings=frozenset(each for each in self.ratings if each[0] is not Rater.CLIENT),
            tension=self.tension - {Rater.CLIENT},
            instruments=frozenset(each for each in self.instruments if each[1] is not Rater.CLIENT),
            held_back=True,
        )

    @property
    def by_client(self) -> bool:
        """Whether the client gave, or may have given, anything."""
        raters = {*self.tension, *(rater for rater, _scale in self.ratings), *(rater for _, rater in self.instruments)}
        return self.held_back or Rater.CLIENT in raters


def overlaps(one: SessionContents, other: SessionContents) -> tuple[str, ...]:
    """Names the items that both sessions have, which prevent joining them; empty if there are none.

    If answers are held back, any data from the client in both sessions counts, so the result reveals nothing.
    """
    is_unseen = (one.held_back or other.held_back) and one.by_client and other.by_client
    rated = one.ratings & other.ratings
    by_rater = {rater: sorted(scale for by, scale in rated if by is rater) for rater in Rater}
    return (
        *(_walk(phase, script) for phase, script in sorted(one.walks & other.walks)),
        *(_ratings(rater, scales) for rater, scales in by_rater.items() if scales),
        *([_("answers by the client")] if is_unseen else []),
        *(_("an answer about tension {by}", by=rater.by) for rater in sorted(one.tension & other.tension)),
        *(f"{name} {rater.by}" for name, rater in sorted(one.instruments & other.instruments)),
        *(_("a decision about the flag {kind}", kind=kind) for kind in sorted(one.decisions & other.decisions)),
    )


def _walk(phase: Phase, script: str) -> str:
    noun = _(WALK_NOUNS[phase]) if phase in WALK_NOUNS else _("a walk of the phase {phase}", phase=phase.in_words)
    return noun if script == phase else _("{walk} by the script {script}", walk=noun, script=script)


def _ratings(rater: Rater, scales: Sequence[str]) -> str:
    return _("ratings {by} ({scales})", by=rater.by, scales=", ".join(map(scale_in_words, scales)))


def blocks_moving(course: Course, session: Session) -> ListedMoment | None:
    """Returns a possible rupture that spans this session and another: noted in one, settled in the other."""
    torn = (
        each
        for each in list_moments(course)
        if each.moment.resolved_in and (each.moment.session == session.id) != (each.moment.resolved_in == session.id)
    )
    return next(torn, None)


def blocks_erasing(course: Course, session: Session) -> ListedMoment | None:
    """Returns a possible rupture of another session that was settled in this one."""
    settled = (each for each in list_moments(course) if each.moment.resolved_in == session.id)
    return next((each for each in settled if each.moment.session != session.id), None)


def blocks_redating(course: Course, session: Session, day: date) -> ListedMoment | None:
    """Returns a possible rupture that would postdate its repair if the session were held on ``day``."""
    before = {record.session.id: record.session.on for record in course.records}
    after = {**before, session.id: day}
    for each in list_moments(course):
        then = [day if moves_along(each.moment, session, repair.on) else repair.on for repair in each.moment.repairs]
        was_in_order = _in_order(each.moment, before, (repair.on for repair in each.moment.repairs))
        if was_in_order and not _in_order(each.moment, after, then):
            return each
    return None


def moves_along(moment: Moment, session: Session, repaired_on: date) -> bool:
    """Whether a repair moves with the session: it was made on its day, for a rupture noted or settled in it."""
    return repaired_on == session.on and session.id in (moment.session, moment.resolved_in)


def _in_order(moment: Moment, dates: Mapping[str, date], repaired: Iterable[date]) -> bool:
    settled = [dates[moment.resolved_in]] if moment.resolved_in in dates else []
    return all(day >= dates[moment.session] for day in (*settled, *repaired))
