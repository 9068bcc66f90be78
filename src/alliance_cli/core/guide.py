"""The guide: topics with short cards about the method, and the cards that fit a flag or a moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import gcd

from msgspec import Struct

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.moment import Moment
from alliance_cli.core.flags.flag import Flag
from alliance_cli.core.flags.next_steps import ACKNOWLEDGE, ASK_FOR_RATINGS, INVITE, NEXT_FOR
from alliance_cli.core.folding import fold
from alliance_cli.core.sources import Source
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS, MomentKind
from alliance_cli.core.walk.repair import REPAIR_STEPS
from alliance_cli.core.walk.script import Component
from alliance_cli.translation import NC_, _, _c

ORDER = (
    "components",
    "skills",
    "ruptures",
    "repair",
    "cultural-humility",
    "supervision",
    "practice",
    "self-care",
    "safety",
    "evidence",
    "resources",
)
"""The topics of the method in reading order; others follow by name."""

SKILLS = (
    "empathic-attunement",
    "affirming-strengths",
    "agenda-setting",
    "feedback-seeking",
    "metacommunication",
    "rupture-repair",
)
"""The micro-skills; each is a card of the topic ``skills``."""
_SKILLS = {
    "empathic-attunement": NC_("skill", "empathic attunement"),
    "affirming-strengths": NC_("skill", "affirming strengths"),
    "agenda-setting": NC_("skill", "agenda setting"),
    "feedback-seeking": NC_("skill", "feedback seeking"),
    "metacommunication": NC_("skill", "metacommunication"),
    "rupture-repair": NC_("skill", "rupture repair"),
}


def skill_in_words(skill: str) -> str:
    """The name of a micro-skill; for one that the clinician added, its id with spaces instead of dashes."""
    return _c("skill", _SKILLS[skill]) if skill in _SKILLS else skill.replace("-", " ")


class Card(Struct, frozen=True):
    """One card: ``text`` is Markdown, ``say`` is example wording, ``mistaken_for`` says what the subject is not."""

    id: str
    title: str
    text: str
    say: str = ""
    mistaken_for: str = ""
    component: Component | None = None
    marker: str = ""
    sources: tuple[Source, ...] = ()

    def holds(self, words: Sequence[str]) -> bool:
        """Whether all of these words occur in the card, in any case."""
        kept = (self.id, self.title, self.text, self.say, self.mistaken_for, self.component or "", self.marker)
        whole = fold("\n".join((*kept, *(source.reference for source in self.sources))))
        return all(fold(word) in whole for word in words)


class Topic(Struct, frozen=True):
    """The cards of one file, in order; ``sources`` are those of the topic as a whole."""

    id: str
    title: str
    language: str
    summary: str
    cards: tuple[Card, ...]
    sources: tuple[Source, ...] = ()

    def card(self, id: str) -> Card | None:
        return next((card for card in self.cards if card.id == id), None)


PlacedCard = tuple[Topic, Card]
"""A card with its topic."""


def placed_cards(topics: Sequence[Topic]) -> tuple[PlacedCard, ...]:
    """Every card of these topics, in order."""
    return tuple((topic, card) for topic in topics for card in topic.cards)


def search_cards(topics: Sequence[Topic], typed: str) -> tuple[PlacedCard, ...]:
    """The cards that contain every typed word; those with all of them in the title come first."""
    words = typed.split()
    found = [place for place in placed_cards(topics) if words and place[1].holds(words)]
    return tuple(sorted(found, key=lambda place: not all(fold(word) in fold(place[1].title) for word in words)))


def card_of_the_day(topics: Sequence[Topic], today: date) -> PlacedCard | None:
    """The card for this date; each card is used once before any is repeated. None without cards."""
    every = placed_cards(topics)
    if not every:
        return None
    count = len(every)
    stride = next(step for step in range(round(count * 0.62), count + 2) if step > 0 and gcd(step, count) == 1)
    return every[today.toordinal() * stride % count]


class Pointer(Struct, frozen=True):
    """A reference to a guide card."""

    topic: str
    card: str

    @property
    def action(self) -> Action:
        """The action that shows the card."""
        return Action(ActionKind.LEARN, target=f"{self.topic} {self.card}")


def card_for(*, step: str = "", skill: str = "", marker: str = "", component: str = "") -> Pointer | None:
    """The card about a repair step, a micro-skill, a rupture's marker or a component: the first one that exists.

    A caller may pass everything noted about a rupture. It reads no file, so views may call it.
    """
    known = (
        (step, REPAIR_STEPS, "repair"),
        (skill, SKILLS, "skills"),
        (marker, MOMENT_FIELDS["marker"], "ruptures"),
        (component, MOMENT_FIELDS["component"], "components"),
    )
    return next((Pointer(topic, word) for word, words, topic in known if word in words), None)


_ON_NEXT: Mapping[str, Pointer | None] = {
    ACKNOWLEDGE: card_for(step="acknowledge"),
    INVITE: card_for(step="invite"),
    ASK_FOR_RATINGS: card_for(skill="feedback-seeking"),
    NEXT_FOR["goals"]: card_for(skill="agenda-setting"),
    NEXT_FOR["tasks"]: card_for(component="tasks"),
}
"""The card for each next step that a flag suggests."""


def cards_on_flags(flags: Iterable[Flag]) -> tuple[Pointer, ...]:
    """The cards for the next steps of these flags, each once, in the order of the flags."""
    said = {_(step): pointer for step, pointer in _ON_NEXT.items()}
    return _each_once(said.get(flag.next) for flag in flags)


def cards_on_moments(moments: Iterable[Moment]) -> tuple[Pointer, ...]:
    """The cards for these moments: the marker of a rupture, or else the first step of repair; the component of a strong
    moment."""
    return _each_once(map(_on_moment, moments))


def _on_moment(moment: Moment) -> Pointer | None:
    if moment.kind is MomentKind.STRONG:
        return card_for(component=moment.component)
    return card_for(marker=moment.marker) or card_for(step="acknowledge")


def _each_once(found: Iterable[Pointer | None]) -> tuple[Pointer, ...]:
    return tuple(dict.fromkeys(pointer for pointer in found if pointer))
