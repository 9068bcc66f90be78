"""Words the parts of the card that opens a preparation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.command_lines import command_line
from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.card import MOST, CardEntry, CardPart, CardSection
from alliance_cli.core.course.missed import Missed
from alliance_cli.core.guide import cards_on_flags, cards_on_moments
from alliance_cli.core.paragraphs import Paragraph, paragraph
from alliance_cli.line.views.plot import sparkline

if TYPE_CHECKING:
    from alliance_cli.core.course.carry_over import Background, CarryOver, Level
    from alliance_cli.core.course.entities import Moment
    from alliance_cli.core.course.moments import ListedMoment
    from alliance_cli.core.flags.flag import Flag
    from alliance_cli.core.walk.client_words import ClientWords
    from alliance_cli.usecases.walks.preparation import Preparation

SPARK = 30
"""How many of the latest sessions the sparkline shows."""
LABELS: Mapping[CardPart, str] = {
    CardPart.SAID: "The client said",
    CardPart.AGREED: "Repaired",
    CardPart.OPEN: "Possible ruptures",
    CardPart.MISSED: "Missed",
    CardPart.INTENTION: "Last intention",
    CardPart.STRONG: "Strong moment",
    CardPart.TAILORING: "What suits them",
    CardPart.RATINGS: "Client's ratings",
    CardPart.FLAGS: "Worth a look",
    CardPart.SUPERVISION: "From supervision",
    CardPart.SKILL: "Practising",
    CardPart.SKIPPED: "A gap",
    CardPart.GUIDE: "In the guide",
}
_MISSED_LISTED = 3
"""How many missed sessions are listed by date."""
_ELSEWHERE = frozenset({CardPart.SKILL, CardPart.SKIPPED, CardPart.GUIDE})
"""Parts of which nothing is said where they are left out."""
_NOTICED = {"client": "noticed by the client", "both": "noticed by both"}


class Worded(NamedTuple):
    """A preparation to be worded; ``unicode`` says that the terminal can draw block characters."""

    found: Preparation
    unicode: bool


def head_of(words: Worded) -> Paragraph:
    """Whose card it is, and of which session."""
    card = words.found.card
    if card.last is None:
        return paragraph(f"{card.client}: nothing is kept from an earlier session.")
    return paragraph(f"{card.client} · last session {card.last.on:%a %d %b %Y} · number {card.last.number}")


def sections_of(words: Worded) -> tuple[CardSection, ...]:
    """The parts that hold something, in the order in which they are shown."""
    found, card, background = words.found, words.found.card, words.found.background
    entries = {
        CardPart.SAID: _said(card),
        CardPart.AGREED: _agreed(card),
        CardPart.OPEN: [_open_rupture(each, card) for each in card.open_ruptures],
        CardPart.MISSED: _missed(card),
        CardPart.INTENTION: _intention(card),
        CardPart.STRONG: [CardEntry((_with_kind(moment, moment.note),)) for moment in card.strong],
        CardPart.TAILORING: _tailoring(background),
        CardPart.RATINGS: _ratings(card, unicode=words.unicode),
        CardPart.FLAGS: [_flag(flag) for flag in found.flags],
        CardPart.SUPERVISION: list(_supervision(card, background)),
        CardPart.SKILL: _skill(background),
        CardPart.SKIPPED: _skipped(card),
        CardPart.GUIDE: _guide(found),
    }
    return tuple(
        CardSection(part, tuple(entries[part]), _ends_of(card) if part is CardPart.OPEN else None)
        for part in CardPart
        if entries[part]
    )


def rest_of(words: Worded, left_out: Mapping[CardPart, int], is_cut: bool) -> Paragraph | None:
    """What is not shown, and the commands that show it."""
    code = words.found.card.client
    told = {part: count for part, count in left_out.items() if part not in _ELSEWHERE}
    if not told and not is_cut:
        return None
    notes = f"alliance history {code} --notes"
    others = {CardPart.TAILORING: f"alliance tailor {code} --history", CardPart.SUPERVISION: "alliance supervise --all"}
    what = f"And {sum(told.values())} more:" if told else "… stands for the rest of a long text. All of it:"
    shown_by = dict.fromkeys([*([notes] if is_cut else []), *(others.get(part, notes) for part in told)])
    first, *rest = sorted(shown_by, key=notes.__ne__)
    return paragraph(what, first, *(f"· {each}" for each in rest))


def _said(card: CarryOver) -> list[CardEntry]:
    """With the date where it is not that of the last session."""

    def words(each: ClientWords) -> str:
        earlier = card.last is None or each.on != card.last.on
        return f"{_day(each.on, card)}, {each.label}: {each.text}" if earlier else f"{each.label}: {each.text}"

    return [CardEntry((paragraph(words(each)),)) for each in card.said]


def _agreed(card: CarryOver) -> list[CardEntry]:
    return [CardEntry((paragraph(f"{_day(each.on, card)}; you agreed: {each.text}"),)) for each in card.agreed]


def _open_rupture(listed: ListedMoment, card: CarryOver) -> CardEntry:
    moment = listed.moment
    said = f"{listed.number} · {_day(moment.on, card)} · {moment.note or 'possible rupture'}"
    taken_up = [f"taken up {_day(moment.repairs[-1].on, card)}"] if moment.repairs else []
    noted = _with_kind(moment, said, *taken_up)
    return CardEntry((noted, paragraph(f"Plan: {moment.plan}")) if moment.plan else (noted,))


def _ends_of(card: CarryOver) -> Callable[[int], Sequence[Paragraph]]:
    """The count of those that are not shown, and the command that closes one."""

    def ends(left_out: int) -> Sequence[Paragraph]:
        number = str(card.open_ruptures[0].number)
        close = command_line(Action(ActionKind.RESOLVE_MOMENT, card.client, target=number))
        every = command_line(Action(ActionKind.LIST_OPEN_RUPTURES, card.client))
        more = (paragraph(f"and {left_out} more open:", every),) if left_out else ()
        return (*more, paragraph("Close one:" if len(card.open_ruptures) > 1 else "Close it:", close))

    return ends


def _with_kind(moment: Moment, said: str, *more: str) -> Paragraph:
    """What is said of a moment, and in brackets what else is known of it."""
    known = [each for each in (moment.marker, moment.component, _NOTICED.get(moment.noticed_by, ""), *more) if each]
    return paragraph(said)._replace(extra=tuple(f"({' · '.join(known)})".split()) if known else ())


def _missed(card: CarryOver) -> list[CardEntry]:
    """The missed sessions in one entry, with the number of all where there were more before."""
    if not card.missed:
        return []
    listed = ", ".join(f"{_day(each.on, card)} ({each.why.in_words})" for each in card.missed[:_MISSED_LISTED])
    more = f"; {card.missed_so_far} so far" if card.missed_so_far > len(card.missed[:_MISSED_LISTED]) else ""
    return [CardEntry((paragraph(f"{listed}{more}. Missing a session can be a withdrawal."),), is_whole=True)]


def _skipped(card: CarryOver) -> list[CardEntry]:
    if card.skipped_on is None:
        return []
    note = command_line(Action(ActionKind.MARK_MISSED, card.client, card.skipped_on, target=Missed.NO_SHOW))
    asked = f"Nothing is noted for about {_day(card.skipped_on, card)}. If a session was missed:"
    return [CardEntry((paragraph(asked, note),), is_whole=True)]


def _intention(card: CarryOver) -> list[CardEntry]:
    if card.intention_on is None:
        return []
    return [CardEntry((paragraph(f"{_day(card.intention_on, card)} · {card.intention}"),))]


def _tailoring(background: Background | None) -> list[CardEntry]:
    if background is None:
        return []
    notes = [CardEntry((paragraph(f"{each.label}: {each.shown}"),), is_whole=True) for each in background.tailoring]
    if background.reminder:
        again = command_line(Action(ActionKind.TAILOR, background.client))
        notes.append(CardEntry((paragraph(background.reminder, again),), is_whole=True))
    return notes


def _ratings(card: CarryOver, *, unicode: bool) -> list[CardEntry]:
    if not card.levels:
        return []
    before = ["usually " if all(level.is_usual for level in card.levels) else "before ", "", "", ""]
    levels = (
        f"{level.scale} {level.last}{_before(level, word)}" for level, word in zip(card.levels, before, strict=False)
    )
    course = f"course {sparkline(card.means[-SPARK:], unicode=unicode)}"
    return [CardEntry((Paragraph(tuple(levels), gap="   ", extra=(course,)),))]


def _before(level: Level, word: str) -> str:
    """The mean of the ratings before; the word for it stands with the first only."""
    return "" if level.before is None else f" ({word}{level.before:.1f})"


def _flag(flag: Flag) -> CardEntry:
    return CardEntry((paragraph(flag.says), paragraph(f"Next: {flag.next}")), is_whole=True)


def _supervision(card: CarryOver, background: Background | None) -> Iterator[CardEntry]:
    for outcome in background.supervision if background else ():
        for place, said in enumerate(outcome.words):
            day = f"{_day(outcome.on, card)} · " if place == 0 else ""
            label = "" if said.step == "outcome" else f"{said.label}: "
            yield CardEntry((paragraph(f"{day}{label}{said.shown}"),))


def _skill(background: Background | None) -> list[CardEntry]:
    if background is None or not background.skill:
        return []
    wording = f'  "{background.wording}"' if background.wording else ""
    return [CardEntry((paragraph(f"{background.skill}{wording}"),))]


def _guide(found: Preparation) -> list[CardEntry]:
    """The guide's cards about what the card shows."""
    ruptures = [each.moment for each in found.card.open_ruptures[: MOST[CardPart.OPEN]]]
    pointers = (*cards_on_moments(ruptures), *cards_on_flags(found.flags[: MOST[CardPart.FLAGS]]))
    commands = tuple(dict.fromkeys(command_line(pointer.action) for pointer in pointers))
    return [CardEntry((Paragraph(commands, gap=" · "),), is_whole=True)] if commands else []


def _day(day: date, card: CarryOver) -> str:
    """``5 Nov``, with the year where it is not that of the last session."""
    year = "" if card.last and day.year == card.last.on.year else f" {day.year}"
    return f"{day.day} {day:%b}{year}"
