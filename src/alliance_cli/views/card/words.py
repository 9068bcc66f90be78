"""Words the parts of the card at the start of a preparation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.core.fitting.card import CardSection
from alliance_cli.core.fitting.card_limits import CardPart
from alliance_cli.core.fitting.paragraphs import Paragraph, paragraph
from alliance_cli.core.formatting import day_in_words
from alliance_cli.translation import NC_, _, _c, _n
from alliance_cli.views.card.background import (
    client_ratings,
    flag_entry,
    goal_entry,
    guide_cards,
    practised_skill,
    supervision_outcomes,
    tailoring_notes,
)
from alliance_cli.views.card.carried_over import (
    agreements,
    answers_held_back,
    client_words,
    ends_of_ruptures,
    last_intention,
    marks_waiting,
    missed_sessions,
    open_rupture,
    skipped_session,
    strong_moment,
)

if TYPE_CHECKING:
    from alliance_cli.usecases.walks.preparation import Preparation

_LABELS: Mapping[CardPart, str] = {
    CardPart.SAID: NC_("card", "The client said"),
    CardPart.AGREED: NC_("card", "Repaired"),
    CardPart.OPEN: NC_("card", "Possible ruptures"),
    CardPart.MARKED: NC_("card", "Marked"),
    CardPart.HELD_BACK: NC_("card", "Held back"),
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
_ELSEWHERE = frozenset({CardPart.SKILL, CardPart.SKIPPED, CardPart.GUIDE})
"""Parts that are not counted among those left out."""


def label_of(part: CardPart) -> str:
    """The label of a part, at most 18 columns wide."""
    return _c("card", _LABELS[part])


class Worded(NamedTuple):
    """A preparation and the terminal's abilities.

    ``unicode``: the terminal can draw block characters. ``heard``: the card is read aloud.
    """

    found: Preparation
    unicode: bool
    heard: bool = False


def head_of(words: Worded) -> Paragraph:
    """The heading of the card: client and session."""
    card = words.found.card
    if card.last is None:
        return paragraph(_("{client}: nothing is kept from an earlier session.", client=card.client))
    day, number = day_in_words(card.last.on), card.last.number
    return paragraph(_("{client} · last session {day} · number {number}", client=card.client, day=day, number=number))


def sections_of(words: Worded) -> tuple[CardSection, ...]:
    """The parts with content, in the order in which they are shown."""
    found, card, background = words.found, words.found.card, words.found.background
    entries = {
        CardPart.SAID: client_words(card),
        CardPart.AGREED: agreements(card),
        CardPart.OPEN: [open_rupture(each, card) for each in card.open_ruptures],
        CardPart.MARKED: [marks_waiting(each, card) for each in found.marks],
        CardPart.HELD_BACK: [answers_held_back(each, card) for each in card.held_back],
        CardPart.MISSED: missed_sessions(card),
        CardPart.INTENTION: last_intention(card),
        CardPart.STRONG: [strong_moment(moment) for moment in card.strong],
        CardPart.TAILORING: tailoring_notes(background),
        CardPart.RATINGS: client_ratings(card, unicode=words.unicode, heard=words.heard),
        CardPart.GOALS: [goal_entry(each) for each in found.goals],
        CardPart.FLAGS: [flag_entry(flag, found.goals) for flag in found.flags],
        CardPart.SUPERVISION: list(supervision_outcomes(card, background)),
        CardPart.SKILL: practised_skill(background),
        CardPart.SKIPPED: skipped_session(card),
        CardPart.GUIDE: guide_cards(found),
    }
    return tuple(
        CardSection(part, tuple(entries[part]), ends_of_ruptures(card) if part is CardPart.OPEN else None)
        for part in CardPart
        if entries[part]
    )


def rest_of(words: Worded, left_out: Mapping[CardPart, int], is_cut: bool) -> Paragraph | None:
    """Says what is left out, with the commands that show it; None if nothing is."""
    code = words.found.card.client
    told = {part: count for part, count in left_out.items() if part not in _ELSEWHERE}
    if not told and not is_cut:
        return None
    notes = f"alliance history {code} --notes"
    others = {CardPart.TAILORING: f"alliance tailor {code} --history", CardPart.SUPERVISION: "alliance supervise --all"}
    others[CardPart.GOALS] = f"alliance goals {code} --notes"
    what = _("… stands for the rest of a long text. All of it:")
    if told:
        what = _n("And {count} more:", "And {count} more:", sum(told.values()))
    shown_by = dict.fromkeys([*([notes] if is_cut else []), *(others.get(part, notes) for part in told)])
    *before, last = sorted(shown_by, key=notes.__ne__)
    return paragraph(what, *(f"{each} ·" for each in before), last)
