"""Gives access to all content in one language: scripts, instruments, guide, and copies of shipped files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from alliance_cli.content import folders
from alliance_cli.content.catalog import Catalog
from alliance_cli.content.content_files import ContentFile, ContentFiles, Noun, Warn, unheard
from alliance_cli.content.copies import Copies
from alliance_cli.content.yaml.mistakes import nearest, not_found
from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import Mistakes, NotFound
from alliance_cli.core.guide import ORDER, Card, Topic, placed_cards
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.language import language_fallbacks
from alliance_cli.translation import N_, _

InstrumentFile = ContentFile[Instrument]

_INSTRUMENT = Noun(
    N_("There is no such instrument."), N_("{mistake}; the shipped instrument is used until that is corrected.")
)
_TOPIC = Noun(N_("There is no such topic."), N_("{mistake}; the shipped topic is used until that is corrected."))


class Instruments(ContentFiles[Instrument]):
    """Instruments by id."""

    def __init__(self, looked_in: Sequence[Path], warn: Warn = unheard) -> None:
        super().__init__(looked_in, folders.INSTRUMENTS, _INSTRUMENT, _read_instrument, warn)


TopicFile = ContentFile[Topic]


class Library(ContentFiles[Topic]):
    """Topics by id."""

    def __init__(self, looked_in: Sequence[Path], warn: Warn = unheard) -> None:
        super().__init__(looked_in, folders.LEARN, _TOPIC, _read_topic, warn)

    def listing(self) -> tuple[TopicFile, ...]:
        """All topics, in the order of the method; the clinician's own after them."""
        order = {id: place for place, id in enumerate(ORDER)}
        return tuple(sorted(super().listing(), key=lambda file: (order.get(file.id, len(order)), file.id)))

    def topics(self) -> tuple[Topic, ...]:
        """All topics that can be read; the shipped one if the clinician's own has mistakes."""
        ids = (each.id for each in self.listing())
        return tuple(topic for topic in map(self._readable, ids) if topic)

    def _readable(self, id: str) -> Topic | None:
        try:
            return self.find(id)
        except Mistakes:
            return None

    def card(self, topic: Topic, id: str) -> Card:
        """The card with this id; raises NotFound with the nearest ids."""
        found = topic.card(id)
        if not found:
            raise not_found(
                _("There is no such card in {topic}.", topic=topic.id), id, [card.id for card in topic.cards]
            )
        return found

    def missing(self, id: str, ids: Sequence[str]) -> NotFound:
        """The error for an unknown topic; it names the topic that has a card with this id."""
        targets = {card.id: f"{topic.id} {card.id}" for topic, card in placed_cards(self.topics())}
        card = "" if nearest(id, ids) else nearest(id, targets)
        error = super().missing(id, ids)
        if not card:
            return error
        return NotFound(
            error.sentence, _("{hint}\nDid you mean:", hint=error.hint), Action(ActionKind.LEARN, target=targets[card])
        )


class ContentStore:
    """Content in ``own``, the clinician's folder, before shipped content.

    ``warn`` is called with a line about a file in ``own`` that has mistakes, if the shipped one is used instead.
    """

    def __init__(self, own: Path, language: str, warn: Warn = unheard) -> None:
        self._warn = warn
        self._own = own
        self._language = language
        self._looked_in = folders.in_order(own, folders.shipped_folder(), language)

    @property
    def speaks_it(self) -> bool:
        """Whether there is any content in the language."""
        return not self.languages.isdisjoint(language_fallbacks(self._language))

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages for which there is content."""
        return frozenset(folders.languages((self._own, folders.shipped_folder())))

    @cached_property
    def catalog(self) -> Catalog:
        return Catalog(self._looked_in, self._warn)

    @cached_property
    def instruments(self) -> Instruments:
        return Instruments(self._looked_in, self._warn)

    @cached_property
    def library(self) -> Library:
        return Library(self._looked_in, self._warn)

    @cached_property
    def copies(self) -> Copies:
        return Copies(self._own, folders.shipped_folder(), self._language)


def _read_instrument(path: Path) -> Instrument:
    from alliance_cli.content.file_kinds.instrument import FILE_KIND  # loaded when an instrument is read

    return FILE_KIND.read_file(path)


def _read_topic(path: Path) -> Topic:
    from alliance_cli.content.file_kinds.topic import FILE_KIND  # loaded when a topic is read

    return FILE_KIND.read_file(path)
