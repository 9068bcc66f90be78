"""The topics of the guide at hand: the clinician's own before those that came with the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from alliance_cli.content import folders
from alliance_cli.content.yaml.mistakes import nearest
from alliance_cli.core.errors import Mistake, Mistakes, NotFound
from alliance_cli.core.guide.guide import ORDER, Card, Topic, placed_cards


@dataclass(frozen=True, slots=True)
class Shelved:
    """One topic at hand. Where its file has mistakes there is no topic, only they."""

    id: str
    path: Path
    topic: Topic | None = None
    mistakes: tuple[Mistake, ...] = ()

    @property
    def whose(self) -> str:
        """``yours`` or ``shipped``."""
        return folders.whose(self.path)


class Library:
    """Topics by id. In each of the folders, the file of an id hides those in the folders after it."""

    def __init__(self, looked_in: Sequence[Path]) -> None:
        self._looked_in = tuple(looked_in)

    def listing(self) -> tuple[Shelved, ...]:
        """All topics, in the order of the method; the clinician's own after them."""
        paths = folders.files(self._looked_in, folders.LEARN)
        order = {id: place for place, id in enumerate(ORDER)}
        return tuple(_shelved(id, paths[id]) for id in sorted(paths, key=lambda id: (order.get(id, len(order)), id)))

    def topics(self) -> tuple[Topic, ...]:
        """All topics that can be read."""
        return tuple(each.topic for each in self.listing() if each.topic)

    def topic(self, id: str) -> Topic:
        """The topic of that id; raises NotFound with the nearest names, or Mistakes."""
        paths = folders.files(self._looked_in, folders.LEARN)
        if id in paths:
            return _read(paths[id])
        raise NotFound("There is no such topic.", f"{self._meant(id, paths)}There are: {', '.join(sorted(paths))}.")

    def card(self, topic: Topic, id: str) -> Card:
        """The card of that id; raises NotFound with the nearest names."""
        found = topic.card(id)
        if found:
            return found
        ids = [card.id for card in topic.cards]
        close = nearest(id, ids)
        meant = f"Did you mean {close}? " if close else ""
        raise NotFound(f"There is no such card in {topic.id}.", f"{meant}There are: {', '.join(ids)}.")

    def _meant(self, typed: str, ids: dict[str, Path]) -> str:
        """The nearest topic, or the topic that has a card of that name."""
        close = nearest(typed, ids)
        if close:
            return f"Did you mean {close}? "
        every = {card.id: f"alliance learn {topic.id} {card.id}" for topic, card in placed_cards(self.topics())}
        card = nearest(typed, every)
        return f"Did you mean: {every[card]}\n" if card else ""


def _shelved(id: str, path: Path) -> Shelved:
    try:
        return Shelved(id, path, _read(path))
    except Mistakes as trouble:
        return Shelved(id, path, mistakes=trouble.mistakes)


def _read(path: Path) -> Topic:
    from alliance_cli.content.readers.guide import read_topic  # loads PyYAML only when something is read
    from alliance_cli.content.yaml.strict_yaml import text_of

    return read_topic(text_of(path), str(path), stem=path.stem)
