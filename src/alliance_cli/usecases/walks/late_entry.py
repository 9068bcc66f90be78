"""Asks which session is meant if no date is given and an earlier one is waiting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from alliance_cli.core.action import Action, ActionKind, session_action
from alliance_cli.core.caseload.due import Urgency
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.late_entry import Waiting, latest_first, read_choice
from alliance_cli.core.errors import Interrupted, WrongUse
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.marks import waiting_in_words
from alliance_cli.core.walk.script import Phase
from alliance_cli.translation import N_, _

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front

NAMED = 3
"""The most days that an error names besides today."""
_UNFINISHED = N_("left unfinished")
_NOT_REFLECTED = N_("not reflected on yet")


def day_of_walk(app: App, front: Front, who: Client | str, phase: Phase, script: str | None) -> date:
    """The day of a walk for which no date was named.

    It is today, unless an earlier session of the last four weeks waits for this walk: to be reflected on, or with the
    walk left unfinished. Then the person is asked, unless today's walk has already begun. Raises WrongUse with the
    commands if nobody can be asked, and Interrupted if nothing is chosen.
    """
    today = app.clock.today
    if isinstance(who, str) or phase is Phase.PRE_SESSION:
        return today
    due = [each for each in app.repository.caseload.due(today) if each.client == who.code and each.phase is phase]
    if any(each.since == today and each.urgency is Urgency.UNFINISHED for each in due):
        return today
    words = {
        Urgency.UNFINISHED: _(_UNFINISHED),
        Urgency.HELD_BACK: _(_NOT_REFLECTED),
        Urgency.NOT_REFLECTED: _(_NOT_REFLECTED),
    }
    found = (
        Waiting(each.since, waiting_in_words(each.marks) if each.marks else words[each.urgency])
        for each in due
        if each.urgency in words
    )
    waiting = latest_first(found, today)
    return _ask(front, waiting, today, lambda on: session_action(who.code, phase, on, script))


def day_of_instrument(app: App, front: Front, client: Client, instrument: Instrument, rater: Rater) -> date:
    """The day of an instrument for which no date was named.

    It is today, unless the last time it was filled in stopped before its last item, within the last four weeks; then
    the person is asked. A client's own answers are ignored while they are held back. Raises as ``day_of_walk``
    does.
    """
    today, held = app.clock.today, app.repository.held_back.of(client)
    taken = [
        each
        for each in app.repository.measures.administrations(client)
        if (each.instrument, each.rater) == (instrument.id, rater)
        and not (rater is Rater.CLIENT and each.session in held)
    ]
    stopped = taken and taken[-1].total is None and instrument.items[-1].n not in taken[-1].values
    waiting = latest_first([Waiting(taken[-1].on, _(_UNFINISHED))] if stopped else [], today)
    who = "" if rater is instrument.raters[0] else rater

    def action(on: date) -> Action:
        return Action(ActionKind.MEASURE, client.code, on, target=instrument.id, rater=who)

    return _ask(front, waiting, today, action)


def _ask(front: Front, waiting: Sequence[Waiting], today: date, action: Callable[[date], Action]) -> date:
    if not waiting:
        return today
    if not front.interactive:
        raise WrongUse(
            _("{day}; which day is meant?", day=waiting[0]),
            _("Name it with --on:"),
            *(action(each.on) for each in waiting[:NAMED]),
            action(today),
        )
    rows = [f"{number}  {each}" for number, each in enumerate(waiting, start=1)] if len(waiting) > 1 else []
    several = _("Which session? Its number, or n for today. Enter stops.")
    question = several if rows else _("Do you mean {day}? y, or n for today. Enter stops.", day=waiting[0])
    fits = _("Type a number from the list, or n.") if rows else _("Answer y or n.")
    chosen = front.choose(question, rows, read_choice(waiting, today), fits)
    if chosen is None:
        raise Interrupted(_("Nothing was chosen."))
    return chosen
