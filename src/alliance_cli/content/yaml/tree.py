"""PyYAML's events as nodes; what is refused is listed as a mistake and left out of the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from alliance_cli.content.yaml.mistakes import MistakeCollector, showable
from alliance_cli.content.yaml.nodes import Broken, Entry, Listing, Node, Scalar, Table
from alliance_cli.content.yaml.trouble import in_plain_words

MOST_LEVELS = 20

_SURROGATE = re.compile(r"[\ud800-\udfff]")


class _Stop(Exception):
    """The rest of the file cannot be made sense of; the mistake is already listed."""


def tree(text: str, collector: MistakeCollector) -> Node | None:
    """The one document of ``text``; None, with the mistake listed, where it is not YAML."""
    try:
        return _Builder(yaml.parse(text, Loader=yaml.SafeLoader), collector).document()
    except _Stop:
        return None
    except yaml.MarkedYAMLError as trouble:
        collector.add(*in_plain_words(trouble))
    except (yaml.YAMLError, ValueError, OverflowError):  # an escape beyond Unicode is a ValueError
        collector.add(0, "", "cannot be read as YAML.")
    return None


class _Builder:
    """Turns events into nodes. Depth is bounded before each step down, so recursion is safe."""

    def __init__(self, events: Iterator[yaml.Event], collector: MistakeCollector) -> None:
        self._events = events
        self._errata = collector

    def document(self) -> Node:
        next(self._events)  # the stream begins
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return Scalar(1, "")
        node = self._node(next(self._events), 1)
        next(self._events)  # the document ends
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._wrong(after, "a second document begins here; one file holds one.")
        return node

    def _node(self, event: yaml.Event, level: int) -> Node:
        if level > MOST_LEVELS:
            self._wrong(event, f"lies more than {MOST_LEVELS} levels deep.")
            raise _Stop
        refused = self._refused(event)
        node: Node = Broken(_line(event))
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Listing(_line(event), tuple(self._items(level)))
        elif isinstance(event, yaml.MappingStartEvent):
            node = Table(_line(event), tuple(self._entries(level)))
        return Broken(node.line) if refused else node

    def _refused(self, event: yaml.Event) -> bool:
        """Names (which can multiply) and tags (which can run code) are listed as mistakes."""
        if isinstance(event, yaml.AliasEvent):
            self._wrong(event, "points to another place with *, which is not read; put text with * in quotes.")
            return True
        if getattr(event, "anchor", None):
            self._wrong(event, "gives a name with &, which is not read; put text with & in quotes.")
            return True
        if getattr(event, "tag", None):
            self._wrong(event, "carries a tag with !, which is never run; put text with ! in quotes.")
            return True
        return False

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        text = event.value
        if _SURROGATE.search(text):  # JSON writes an emoji as two halves
            try:
                text = text.encode("utf-16", "surrogatepass").decode("utf-16")
            except UnicodeDecodeError:
                self._wrong(event, "holds half a character: an escape that needs its other half.")
                return Broken(_line(event))
        return Scalar(_line(event), text, event.style or "")

    def _items(self, level: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, level + 1)

    def _entries(self, level: int) -> Iterator[Entry]:
        seen: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, level + 1)
            value = self._node(next(self._events), level + 1)
            if isinstance(key, Listing | Table):
                self._wrong(event, "stands where a key should stand.")
            elif isinstance(key, Scalar) and key.text in seen:
                what = f"stands here for the second time; the first is on line {seen[key.text]}."
                self._errata.add(key.line, showable(key.text), what)
            elif isinstance(key, Scalar):
                seen[key.text] = key.line
                yield Entry(key.line, key.text, value)

    def _wrong(self, event: yaml.Event, what: str) -> None:
        self._errata.add(_line(event), "", what)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0
