"""Words the parts of the card that opens a preparation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.command_lines import command_line
from alliance_cli.core.action import Action, ActionKind, session_action
from alliance_cli.core.course.card import MOST, CardEntry, CardPart, CardSection
from alliance_cli.core.course.missed import Missed
from alliance_cli.core.guide import cards_on_flags, cards_on_moments
from alliance_cli.core.paragraphs import Paragraph, paragraph
from alliance_cli.core.text import one_line
from alliance_cli.core.walk.kinds import scale_in_words
from alliance_cli.core.walk.moment_kinds import moment_word
from alliance_cli.core.walk.script import Phase
from alliance_cli.core.wording import DAY, DAY_AND_YEAR, day_in_words, decimal
from alliance_cli.translation import N_, NC_, _, _c, _n
from alliance_cli.views.aloud import values_in_words
from alliance_cli.views.plot import sparkline

if TYPE_CHECKING:
    from alliance_cli.core.course.carry_over import Background, CarryOver, Level, MarksWaiting
    from alliance_cli.core.course.entities import Moment
    from alliance_cli.core.course.goals import NumberedGoal
    from alliance_cli.core.course.moments import ListedMoment
    from alliance_cli.core.flags.flag import Flag
    from alliance_cli.core.walk.client_words import ClientWords
    from alliance_cli.usecases.walks.preparation import Preparation

SPARK = 30
"""How many of the latest sessions the sparkline shows."""
_LABELS: Mapping[CardPart, str] = {
    CardPart.SAID: NC_("card", "The client said"),
    CardPart.AGREED: NC_("card", "Repaired"),
    CardPart.OPEN: NC_("card", "Possible ruptures"),
    CardPart.MARKED: NC_("card", "Marked"),
    CardPart.MISSED: NC_("card", "Missed"),
    CardPart.INTENTION: NC_("card", "Last intention"),
    CardPart.STRONG: NC_("card", "Strong moment"),
    CardPart.TAILORING: NC_("card", "What suits them"),
    CardPart.RATINGS: NC_("card", "Client's ratings"),
    CardPart.GOALS: NC_("card", "Client's goals"),
    CardPart.FLAGS: NC_("card", "Worth a look"),
    CardPart.SUPERVISION: NC_("card", "From supervision"),
    CardPart.SKILL: NC_("card", "Practising"),
    CardPart.SKIPPED: NC_("card", "A gap"),
    CardPart.GUIDE: NC_("card", "In the guide"),
}
_MISSED_LISTED = 3
"""How many missed sessions are listed by date."""
_ELSEWHERE = frozenset({CardPart.SKILL, CardPart.SKIPPED, CardPart.GUIDE})
"""Parts of which nothing is said where they are left out."""
_NOTICED = ("client", "both")
"""Who else noticed a moment is said; that the clinician did goes without saying."""


def label_of(part: CardPart) -> str:
    """The label of a part, at most 18 columns wide."""
    return _c("card", _LABELS[part])


class Worded(NamedTuple):
    """A preparation to be worded.

    ``unicode`` says that the terminal can draw block characters, ``heard`` that the card is read aloud.
    """

    found: Preparation
    unicode: bool
    heard: bool = False


def head_of(words: Worded) -> Paragraph:
    """Whose card it is, and of which session."""
    card = words.found.card
    if card.last is None:
        return paragraph(_("{client}: nothing is kept from an earlier session.", client=card.client))
    day, number = day_in_words(card.last.on), card.last.number
    return paragraph(_("{client} · last session {day} · number {number}", client=card.client, day=day, number=number))


def sections_of(words: Worded) -> tuple[CardSection, ...]:
    """The parts that hold something, in the order in which they are shown."""
    found, card, background = words.found, words.found.card, words.found.background
    entries = {
        CardPart.SAID: _said(card),
        CardPart.AGREED: _agreed(card),
        CardPart.OPEN: [_open_rupture(each, card) for each in card.open_ruptures],
        CardPart.MARKED: [_marked(each, card) for each in found.marks],
        CardPart.MISSED: _missed(card),
        CardPart.INTENTION: _intention(card),
        CardPart.STRONG: [CardEntry((_with_kind(moment, moment.note),)) for moment in card.strong],
        CardPart.TAILORING: _tailoring(background),
        CardPart.RATINGS: _ratings(card, words),
        CardPart.GOALS: [_goal(each) for each in found.goals],
        CardPart.FLAGS: [_flag(flag, found.goals) for flag in found.flags],
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
    others[CardPart.GOALS] = f"alliance goals {code} --notes"
    what = _("… stands for the rest of a long text. All of it:")
    if told:
        what = _("And {count} more:", count=sum(told.values()))
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
    return [
        CardEntry((paragraph(_("{day}; you agreed: {text}", day=_day(each.on, card), text=each.text)),))
        for each in card.agreed
    ]


def _open_rupture(listed: ListedMoment, card: CarryOver) -> CardEntry:
    moment = listed.moment
    said = f"{listed.number} · {_day(moment.on, card)} · {moment.note or moment_word(moment.kind)}"
    taken_up = [_("taken up {day}", day=_day(moment.repairs[-1].on, card))] if moment.repairs else []
    noted = _with_kind(moment, said, *taken_up)
    return CardEntry((noted, paragraph(_("Plan: {plan}", plan=moment.plan))) if moment.plan else (noted,))


def _marked(waiting: MarksWaiting, card: CarryOver) -> CardEntry:
    """How many marks of a session wait, and the command that words them."""
    do = command_line(session_action(card.client, Phase.POST_SESSION, waiting.on))
    says = _n(
        "{count} mark of {day} is not worded yet:",
        "{count} marks of {day} are not worded yet:",
        waiting.count,
        day=_day(waiting.on, card),
    )
    return CardEntry((paragraph(says, do),))


def _ends_of(card: CarryOver) -> Callable[[int], Sequence[Paragraph]]:
    """The count of those that are not shown, and the command that closes one."""

    def ends(left_out: int) -> Sequence[Paragraph]:
        number = str(card.open_ruptures[0].number)
        close = command_line(Action(ActionKind.RESOLVE_MOMENT, card.client, target=number))
        every = command_line(Action(ActionKind.LIST_OPEN_RUPTURES, card.client))
        more = (paragraph(_("and {count} more open:", count=left_out), every),) if left_out else ()
        return (*more, paragraph(_("Close one:") if len(card.open_ruptures) > 1 else _("Close it:"), close))

    return ends


def _with_kind(moment: Moment, said: str, *more: str) -> Paragraph:
    """What is said of a moment, and in brackets what else is known of it."""
    noticed = moment.noticed_by if moment.noticed_by in _NOTICED else ""
    words = (moment_word(each) for each in (moment.marker, moment.component, noticed))
    known = [each for each in (*words, *more) if each]
    return paragraph(said)._replace(extra=tuple(f"({' · '.join(known)})".split()) if known else ())


def _missed(card: CarryOver) -> list[CardEntry]:
    """The missed sessions in one entry, with the number of all where there were more before."""
    if not card.missed:
        return []
    listed = ", ".join(f"{_day(each.on, card)} ({each.why.in_words})" for each in card.missed[:_MISSED_LISTED])
    if card.missed_so_far > len(card.missed[:_MISSED_LISTED]):
        says = N_("{listed}; {count} so far. Missing a session can be a withdrawal.")
    else:
        says = N_("{listed}. Missing a session can be a withdrawal.")
    return [CardEntry((paragraph(_(says, listed=listed, count=card.missed_so_far)),), is_whole=True)]


def _skipped(card: CarryOver) -> list[CardEntry]:
    if card.skipped_on is None:
        return []
    note = command_line(Action(ActionKind.MARK_MISSED, card.client, card.skipped_on, target=Missed.NO_SHOW))
    day = _day(card.skipped_on, card)
    asked = _("Nothing is noted for about {day}. If a session was missed:", day=day)
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


def _ratings(card: CarryOver, words: Worded) -> list[CardEntry]:
    if not card.levels:
        return []
    usual = all(level.is_usual for level in card.levels)
    levels = (_level(level, usual=usual, first=place == 0) for place, level in enumerate(card.levels))
    means = card.means[-SPARK:]
    if words.heard:
        told = paragraph(_("Means, session by session: {means}", means=values_in_words(means, 1)))
        return [CardEntry((paragraph("; ".join(levels)), told))]
    course = _("course {drawn}", drawn=sparkline(means, unicode=words.unicode))
    return [CardEntry((Paragraph(tuple(levels), gap="   ", extra=(course,)),))]


def _level(level: Level, *, usual: bool, first: bool) -> str:
    """A scale with its last rating and the mean of those before; the word for that mean stands with the first only."""
    last = f"{scale_in_words(level.scale)} {level.last}"
    if level.before is None:
        return last
    mean = decimal(level.before, 1)
    if not first:
        return f"{last} ({mean})"
    before = _("usually {mean}", mean=mean) if usual else _("before {mean}", mean=mean)
    return f"{last} ({before})"


def _goal(found: NumberedGoal) -> CardEntry:
    goal = found.goal
    words = goal.words or _("Goal {number}", number=found.number)
    if goal.level is None:
        return CardEntry((paragraph(_("{words} (progress not rated yet)", words=words)),))
    if len(goal.progress) == 1:
        return CardEntry((paragraph(_("{words} ({level} of 10)", words=words, level=goal.level)),))
    before = goal.progress[-2][1]
    said = _("{words} ({level} of 10, before {before})", words=words, level=goal.level, before=before)
    return CardEntry((paragraph(said),))


def _flag(flag: Flag, goals: Sequence[NumberedGoal]) -> CardEntry:
    """A flag; the goals in the client's own words stand beside one about the rating of the goals."""
    said = [paragraph(flag.says), paragraph(_("Next: {step}", step=flag.next))]
    if flag.component == "goals" and goals:
        named = " · ".join(one_line(each.goal.words) for each in goals if each.goal.words)
        said += [paragraph(_("The goals in the client's words: {goals}", goals=named))] if named else []
    return CardEntry(tuple(said), is_whole=True)


def _supervision(card: CarryOver, background: Background | None) -> Iterator[CardEntry]:
    for outcome in background.supervision if background else ():
        for place, said in enumerate(outcome.words):
            day = f"{_day(outcome.on, card)} · " if place == 0 else ""
            label = "" if said.step == "outcome" else f"{said.label}: "
            yield CardEntry((paragraph(f"{day}{label}{said.shown}"),))


def _skill(background: Background | None) -> list[CardEntry]:
    if background is None or not background.skill:
        return []
    words = [_('"{words}"', words=background.wording)] if background.wording else []
    return [CardEntry((paragraph("  ".join((background.skill, *words))),))]


def _guide(found: Preparation) -> list[CardEntry]:
    """The guide's cards about what the card shows."""
    ruptures = [each.moment for each in found.card.open_ruptures[: MOST[CardPart.OPEN]]]
    pointers = (*cards_on_moments(ruptures), *cards_on_flags(found.flags[: MOST[CardPart.FLAGS]]))
    commands = tuple(dict.fromkeys(command_line(pointer.action) for pointer in pointers))
    return [CardEntry((Paragraph(commands, gap=" · "),), is_whole=True)] if commands else []


def _day(day: date, card: CarryOver) -> str:
    """``5 Nov``, with the year where it is not that of the last session."""
    same_year = card.last is not None and day.year == card.last.on.year
    return day_in_words(day, DAY if same_year else DAY_AND_YEAR)
