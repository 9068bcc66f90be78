"""Defines the parts of the card, their limits, and the order in which they shrink in a small window."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from alliance_cli.core.course.carry_over import MOST_RUPTURES


class CardPart(StrEnum):
    """The parts of the card in the order shown."""

    SAID = "what the client said"
    AGREED = "what a repair agreed on"
    OPEN = "open possible ruptures"
    MARKED = "marks that are not worded yet"
    HELD_BACK = "answers of the client's that are held back"
    MISSED = "missed sessions"
    INTENTION = "last intention"
    STRONG = "strong moments"
    TAILORING = "how the client likes to be worked with"
    RATINGS = "ratings"
    GOALS = "the client's goals"
    FLAGS = "flags"
    SUPERVISION = "outcomes of supervision"
    SKILL = "skill being practised"
    SKIPPED = "a session that may have been missed"
    GUIDE = "cards of the guide"


class CardLimit(NamedTuple):
    """How much of a part may be shown; None means no limit.

    ``lines`` limits each paragraph of an entry. ``rows`` limits all entries together; entries that do not fit are left
    out.
    """

    entries: int | None = None
    lines: int | None = None
    rows: int | None = None

    def and_also(self, other: CardLimit) -> CardLimit:
        """Both limits at once."""
        pairs = zip(self, other, strict=True)
        return CardLimit(*(min((each for each in pair if each is not None), default=None) for pair in pairs))


class GivesWay(NamedTuple):
    """One step of shrinking, which limits a part further; if ``part`` is None, blank lines are removed."""

    part: CardPart | None
    limit: CardLimit = CardLimit()


MOST: Mapping[CardPart, int] = {
    CardPart.SAID: 4,
    CardPart.AGREED: 3,
    CardPart.OPEN: MOST_RUPTURES,
    CardPart.HELD_BACK: 2,
    CardPart.STRONG: 3,
    CardPart.GOALS: 4,
    CardPart.FLAGS: 2,
}
"""The most entries of a part, even in a tall window."""
AT_MOST_LINES = 2
"""The most lines of a paragraph that may be cut, in a window with limited rows."""
AT_MOST_OF_A_RUPTURE = 3
"""The same for an open possible rupture and its plan, which is the main reason to open the card."""
GIVES_WAY: tuple[GivesWay, ...] = (
    # First, parts that other commands show, and parts about the clinician only.
    GivesWay(CardPart.GUIDE, CardLimit(entries=0)),
    GivesWay(CardPart.SKIPPED, CardLimit(entries=0)),
    GivesWay(CardPart.SKILL, CardLimit(lines=1)),
    GivesWay(None),
    GivesWay(CardPart.STRONG, CardLimit(entries=1, lines=1)),
    GivesWay(CardPart.SUPERVISION, CardLimit(lines=1)),
    GivesWay(CardPart.TAILORING, CardLimit(rows=4)),
    GivesWay(CardPart.SKILL, CardLimit(entries=0)),
    GivesWay(CardPart.GOALS, CardLimit(lines=1)),
    # Then the second lines of texts; results of formulas shrink before people's words.
    GivesWay(CardPart.FLAGS, CardLimit(entries=1)),
    GivesWay(CardPart.FLAGS, CardLimit(lines=1)),
    GivesWay(CardPart.TAILORING, CardLimit(lines=1)),
    GivesWay(CardPart.RATINGS, CardLimit(lines=1)),
    GivesWay(CardPart.OPEN, CardLimit(lines=AT_MOST_LINES)),
    GivesWay(CardPart.SAID, CardLimit(lines=1)),
    GivesWay(CardPart.INTENTION, CardLimit(lines=1)),
    GivesWay(CardPart.OPEN, CardLimit(lines=1)),
    # Then whole parts, least important first.
    GivesWay(CardPart.TAILORING, CardLimit(rows=2)),
    GivesWay(CardPart.SUPERVISION, CardLimit(entries=1)),
    GivesWay(CardPart.SAID, CardLimit(entries=2)),
    GivesWay(CardPart.STRONG, CardLimit(entries=0)),
    GivesWay(CardPart.AGREED, CardLimit(entries=1)),
    GivesWay(CardPart.FLAGS, CardLimit(entries=0)),
    GivesWay(CardPart.SUPERVISION, CardLimit(entries=0)),
    GivesWay(CardPart.GOALS, CardLimit(entries=0)),
    GivesWay(CardPart.RATINGS, CardLimit(entries=0)),
    GivesWay(CardPart.AGREED, CardLimit(lines=1)),
    GivesWay(CardPart.TAILORING, CardLimit(entries=0)),
    GivesWay(CardPart.MISSED, CardLimit(entries=0)),
    GivesWay(CardPart.HELD_BACK, CardLimit(entries=1)),
    GivesWay(CardPart.MARKED, CardLimit(entries=1, lines=1)),
    # In a window of a few lines, the client's newest words and the newest open rupture remain.
    GivesWay(CardPart.OPEN, CardLimit(entries=1)),
    GivesWay(CardPart.SAID, CardLimit(entries=1)),
    GivesWay(CardPart.INTENTION, CardLimit(entries=0)),
    GivesWay(CardPart.AGREED, CardLimit(entries=0)),
    GivesWay(CardPart.SAID, CardLimit(entries=0)),
    GivesWay(CardPart.HELD_BACK, CardLimit(entries=0)),
    GivesWay(CardPart.MARKED, CardLimit(entries=0)),
    GivesWay(CardPart.OPEN, CardLimit(entries=0)),
)
"""The steps by which the card shrinks, in order, until it fits the window."""
