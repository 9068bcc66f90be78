"""The topics of the guide: the clinician's own before those that ship."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from alliance_cli.content.content_files import ContentFile, ContentFiles
from alliance_cli.content.folders import LEARN
from alliance_cli.content.yaml.mistakes import nearest, not_found
from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import NotFound
from alliance_cli.core.guide.guide import ORDER, Card, Topic, placed_cards

TopicFile = ContentFile[Topic]


class Library(ContentFiles[Topic]):
    """Topics by id."""

    def __init__(self, looked_in: Sequence[Path]) -> None:
        super().__init__(looked_in, LEARN, "topic", _read)

    def listing(self) -> tuple[TopicFile, ...]:
        """All topics, in the order of the method; the clinician's own after them."""
        order = {id: place for place, id in enumerate(ORDER)}
        return tuple(sorted(super().listing(), key=lambda file: (order.get(file.id, len(order)), file.id)))

    def topics(self) -> tuple[Topic, ...]:
        """All topics that can be read."""
        return tuple(each.content for each in self.listing() if each.content)

    def card(self, topic: Topic, id: str) -> Card:
        """The card of that id; raises NotFound with the nearest ids."""
        found = topic.card(id)
        if not found:
            raise not_found(f"There is no such card in {topic.id}.", id, [card.id for card in topic.cards])
        return found

    def missing(self, id: str, ids: Sequence[str]) -> NotFound:
        """The error for an unknown topic, which names the topic that has a card of that name."""
        targets = {card.id: f"{topic.id} {card.id}" for topic, card in placed_cards(self.topics())}
        card = "" if nearest(id, ids) else nearest(id, targets)
        error = super().missing(id, ids)
        if not card:
            return error
        return NotFound(error.sentence, f"{error.hint}\nDid you mean:", Action(ActionKind.LEARN, target=targets[card]))


def _read(path: Path) -> Topic:
    from alliance_cli.content.file_kinds.topic import FILE_KIND  # loaded when a topic is read

    return FILE_KIND.read_file(path)
