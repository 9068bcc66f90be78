"""Words the parts of the card about earlier sessions, such as the client's words and open ruptures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from alliance_cli.command_lines import command_line
from alliance_cli.core.action import Action, ActionKind, session_action
from alliance_cli.core.course.missed import Missed
from alliance_cli.core.fitting.card import CardEntry
from alliance_cli.core.fitting.paragraphs import Paragraph, paragraph
from alliance_cli.core.formatting import DAY, DAY_AND_YEAR, day_in_words
from alliance_cli.core.walk.hand_over import held_back_action
from alliance_cli.core.walk.moment_kinds import moment_word
from alliance_cli.core.walk.script import Phase
from alliance_cli.translation import N_, _, _n

if TYPE_CHECKING:
    from alliance_cli.core.course.carry_over import CarryOver, MarksWaiting
    from alliance_cli.core.course.course import SessionRecord
    from alliance_cli.core.course.moment import Moment
    from alliance_cli.core.course.moments import ListedMoment
    from alliance_cli.core.walk.client_words import ClientWords

_MISSED_LISTED = 3
"""How many missed sessions are listed by date."""
_NOTICED = ("client", "both")
"""The values of ``noticed_by`` that are shown; the clinician alone is the usual case and is not."""


def client_words(card: CarryOver) -> list[CardEntry]:
    """What the client said, dated unless it was in the last session."""

    def words(each: ClientWords) -> str:
        earlier = card.last is None or each.on != card.last.on
        return f"{day_of(each.on, card)}, {each.label}: {each.text}" if earlier else f"{each.label}: {each.text}"

    return [CardEntry((paragraph(words(each)),)) for each in card.said]


def agreements(card: CarryOver) -> list[CardEntry]:
    """What client and clinician agreed on when a rupture was repaired."""
    return [
        CardEntry((paragraph(_("{day}; you agreed: {text}", day=day_of(each.on, card), text=each.text)),))
        for each in card.agreed
    ]


def open_rupture(listed: ListedMoment, card: CarryOver) -> CardEntry:
    """An open possible rupture with its plan."""
    moment = listed.moment
    said = f"{listed.number} · {day_of(moment.on, card)} · {moment.note or moment_word(moment.kind)}"
    taken_up = [_("taken up {day}", day=day_of(moment.repairs[-1].on, card))] if moment.repairs else []
    noted = _with_kind(moment, said, *taken_up)
    return CardEntry((noted, paragraph(_("Plan: {plan}", plan=moment.plan))) if moment.plan else (noted,))


def marks_waiting(waiting: MarksWaiting, card: CarryOver) -> CardEntry:
    """How many marks of a session wait, and the command that words them."""
    do = command_line(session_action(card.client, Phase.POST_SESSION, waiting.on))
    says = _n(
        "{count} mark of {day} is not worded yet:",
        "{count} marks of {day} are not worded yet:",
        waiting.count,
        day=day_of(waiting.on, card),
    )
    return CardEntry((paragraph(says, do),))


def answers_held_back(record: SessionRecord, card: CarryOver) -> CardEntry:
    """Says that the client's answers in a session are held back, and names the command that shows them."""
    says = _(
        "The client's own answers of {day} are shown once you have rated that session:",
        day=day_of(record.session.on, card),
    )
    return CardEntry((paragraph(says, command_line(held_back_action(card.client, record))),), is_whole=True)


def ends_of_ruptures(card: CarryOver) -> Callable[[int], Sequence[Paragraph]]:
    """Returns a function that words the lines below open ruptures: how many are hidden, and how to close one."""

    def ends(left_out: int) -> Sequence[Paragraph]:
        number = str(card.open_ruptures[0].number)
        close = command_line(Action(ActionKind.RESOLVE_MOMENT, card.client, target=number))
        every = command_line(Action(ActionKind.LIST_OPEN_RUPTURES, card.client))
        more = (paragraph(_("and {count} more open:", count=left_out), every),) if left_out else ()
        return (*more, paragraph(_("Close one:") if len(card.open_ruptures) > 1 else _("Close it:"), close))

    return ends


def strong_moment(moment: Moment) -> CardEntry:
    """A strong moment with its details."""
    return CardEntry((_with_kind(moment, moment.note),))


def _with_kind(moment: Moment, said: str, *more: str) -> Paragraph:
    """The text ``said``, followed by the moment's details in brackets."""
    noticed = moment.noticed_by if moment.noticed_by in _NOTICED else ""
    words = (moment_word(each) for each in (moment.marker, moment.component, noticed))
    known = [each for each in (*words, *more) if each]
    return replace(paragraph(said), extra=tuple(f"({' · '.join(known)})".split()) if known else ())


def missed_sessions(card: CarryOver) -> list[CardEntry]:
    """The missed sessions in one entry, with their total number if some are not listed."""
    if not card.missed:
        return []
    listed = ", ".join(f"{day_of(each.on, card)} ({each.why.in_words})" for each in card.missed[:_MISSED_LISTED])
    if card.missed_so_far > len(card.missed[:_MISSED_LISTED]):
        says = N_("{listed}; {count} so far. Missing a session can be a withdrawal.")
    else:
        says = N_("{listed}. Missing a session can be a withdrawal.")
    return [CardEntry((paragraph(_(says, listed=listed, count=card.missed_so_far)),), is_whole=True)]


def skipped_session(card: CarryOver) -> list[CardEntry]:
    """A date on which a session may have been missed, and the command that notes it."""
    if card.skipped_on is None:
        return []
    note = command_line(Action(ActionKind.MARK_MISSED, card.client, card.skipped_on, target=Missed.NO_SHOW))
    day = day_of(card.skipped_on, card)
    asked = _("Nothing is noted around {day}. If a session was missed:", day=day)
    return [CardEntry((paragraph(asked, note),), is_whole=True)]


def last_intention(card: CarryOver) -> list[CardEntry]:
    """The clinician's last intention."""
    if card.intention_on is None:
        return []
    return [CardEntry((paragraph(f"{day_of(card.intention_on, card)} · {card.intention}"),))]


def day_of(day: date, card: CarryOver) -> str:
    """``5 Nov``, with the year if it is not the year of the last session."""
    same_year = card.last is not None and day.year == card.last.on.year
    return day_in_words(day, DAY if same_year else DAY_AND_YEAR)
