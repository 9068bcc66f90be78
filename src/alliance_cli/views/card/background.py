"""Words the parts of the card about more than one session: ratings, goals, flags, supervision and tailoring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from alliance_cli.command_lines import command_line
from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.fitting.card import CardEntry
from alliance_cli.core.fitting.card_limits import MOST, CardPart
from alliance_cli.core.fitting.paragraphs import Paragraph, paragraph
from alliance_cli.core.formatting import decimal
from alliance_cli.core.guide import cards_on_flags, cards_on_moments
from alliance_cli.core.ratings import scale_in_words
from alliance_cli.core.text import one_line
from alliance_cli.translation import _
from alliance_cli.views.aloud import values_in_words
from alliance_cli.views.card.carried_over import day_of
from alliance_cli.views.plot import sparkline

if TYPE_CHECKING:
    from alliance_cli.core.course.carry_over import Background, CarryOver, Level
    from alliance_cli.core.course.goals import NumberedGoal
    from alliance_cli.core.flags.flag import Flag
    from alliance_cli.usecases.walks.preparation import Preparation

_GAP = "   "
_SPARK = 30
"""How many of the latest sessions the sparkline shows."""


def tailoring_notes(background: Background | None) -> list[CardEntry]:
    """How the client likes to be worked with, and a reminder to look at it again."""
    if background is None:
        return []
    notes = [CardEntry((paragraph(f"{each.label}: {each.shown}"),), is_whole=True) for each in background.tailoring]
    if background.reminder:
        again = command_line(Action(ActionKind.TAILOR, background.client))
        notes.append(CardEntry((paragraph(background.reminder, again),), is_whole=True, short=paragraph(again)))
    return notes


def client_ratings(card: CarryOver, *, unicode: bool, heard: bool) -> list[CardEntry]:
    """The client's last ratings beside the usual ones, and the course of their means."""
    if not card.levels:
        return []
    usual = all(level.is_usual for level in card.levels)
    levels = (_level(level, usual=usual, first=place == 0) for place, level in enumerate(card.levels))
    means = card.means[-_SPARK:]
    if heard:
        told = paragraph(_("Means, session by session: {means}", means=values_in_words(means, 1)))
        return [CardEntry((paragraph("; ".join(levels)), told))]
    drawn = [_("course {drawn}", drawn=sparkline(means, unicode=unicode))] if len(means) > 1 else []
    full, short = (
        Paragraph((*levels, *drawn), gap=_GAP),
        Paragraph(tuple(_in_short(card.levels, usual=usual)), gap=_GAP),
    )
    return [CardEntry((full,), is_whole=True, short=short)]


def _in_short(levels: Sequence[Level], *, usual: bool) -> Iterator[str]:
    """The last rating on each scale, and the range of the earlier means."""
    yield from (f"{scale_in_words(level.scale)} {level.last}" for level in levels)
    before = sorted(level.before for level in levels if level.before is not None)
    if before:
        low, high = decimal(before[0], 1), decimal(before[-1], 1)
        span = (
            _("usually {low} to {high}", low=low, high=high)
            if usual
            else _("before {low} to {high}", low=low, high=high)
        )
        yield f"({_mean(low, usual=usual) if low == high else span})"


def _level(level: Level, *, usual: bool, first: bool) -> str:
    """A scale with its last rating and the mean of the earlier ones; only the first scale labels that mean."""
    last = f"{scale_in_words(level.scale)} {level.last}"
    if level.before is None:
        return last
    mean = decimal(level.before, 1)
    if not first:
        return f"{last} ({mean})"
    return f"{last} ({_mean(mean, usual=usual)})"


def _mean(mean: str, *, usual: bool) -> str:
    return _("usually {mean}", mean=mean) if usual else _("before {mean}", mean=mean)


def goal_entry(found: NumberedGoal) -> CardEntry:
    """A goal of the client with its latest progress."""
    goal = found.goal
    words = goal.words or _("Goal {number}", number=found.number)
    if goal.level is None:
        return CardEntry((paragraph(_("{words} (progress not rated yet)", words=words)),))
    if len(goal.progress) == 1:
        return CardEntry((paragraph(_("{words} ({level} of 10)", words=words, level=goal.level)),))
    before = goal.progress[-2][1]
    said = _("{words} ({level} of 10, before {before})", words=words, level=goal.level, before=before)
    return CardEntry((paragraph(said),))


def flag_entry(flag: Flag, goals: Sequence[NumberedGoal]) -> CardEntry:
    """A flag; a flag about the rating of goals also shows the goals in the client's words."""
    said = [paragraph(flag.says), paragraph(_("Next: {step}", step=flag.next))]
    if flag.component == "goals" and goals:
        named = " · ".join(one_line(each.goal.words) for each in goals if each.goal.words)
        said += [paragraph(_("The goals in the client's words: {goals}", goals=named))] if named else []
    return CardEntry(tuple(said), is_whole=True, short=said[0])


def supervision_outcomes(card: CarryOver, background: Background | None) -> Iterator[CardEntry]:
    """The outcomes of supervision."""
    for outcome in background.supervision if background else ():
        for place, said in enumerate(outcome.words):
            day = f"{day_of(outcome.on, card)} · " if place == 0 else ""
            label = "" if said.step == "outcome" else f"{said.label}: "
            yield CardEntry((paragraph(f"{day}{label}{said.shown}"),))


def practised_skill(background: Background | None) -> list[CardEntry]:
    """The skill that the clinician is practising, with example wording."""
    if background is None or not background.skill:
        return []
    words = [_('"{words}"', words=background.wording)] if background.wording else []
    return [CardEntry((paragraph("  ".join((background.skill, *words))),))]


def guide_cards(found: Preparation) -> list[CardEntry]:
    """The guide cards about the contents of this card."""
    ruptures = [each.moment for each in found.card.open_ruptures[: MOST[CardPart.OPEN]]]
    pointers = (*cards_on_moments(ruptures), *cards_on_flags(found.flags[: MOST[CardPart.FLAGS]]))
    commands = tuple(dict.fromkeys(command_line(pointer.action) for pointer in pointers))
    return [CardEntry((Paragraph(commands, gap=" · "),), is_whole=True)] if commands else []
