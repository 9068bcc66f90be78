"""Builds nodes from the events of PyYAML; anything refused becomes a mistake and a BrokenNode.

A file is first read by libyaml, which comes with PyYAML and is many times as fast. Its result is used only if both
parsers read the text alike: PyYAML's own parser is stricter, and names the line of every mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from alliance_cli.content.yaml.events import ReadOtherwise, events_read_alike
from alliance_cli.content.yaml.mistakes import MistakeCollector, line_after, showable
from alliance_cli.content.yaml.nodes import BrokenNode, MappingEntry, MappingNode, Node, ScalarNode, SequenceNode
from alliance_cli.translation import N_, _

MOST_LEVELS = 20

_COMMENT = re.compile(r"[ \t]+#(?P<begun>\S?)")
_COMMENT_BELOW = re.compile(r"[ \t]*(?P<ends>(?:(?:\r?\n|\r(?!\n))[ \t]*)*(?:\r?\n|\r(?!\n)))(?P<indent>[ ]+)#")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_OTHER = N_("cannot be read as YAML; most often the indentation or a quotation mark is off.")
_PLAIN_WORDS = (
    ("mapping values are not allowed", N_("holds a colon and a space inside a text; put the text in quotes.")),
    ("'\\t'", N_("is indented with a tab; use spaces.")),
    ("that cannot start any token", N_("begins a text with a sign that YAML keeps for itself; put it in quotes.")),
    ("could not find expected ':'", N_("has a key without its colon, or a text that needs quotes.")),
    ("unexpected end of stream", N_("opens a quotation mark that is never closed.")),
    ("document separator", N_("opens a quotation mark that is not closed before the next ---.")),
    ("but found '<block mapping start>'", N_("is indented differently from the lines it belongs to.")),
    ("expected <block end>", N_("does not fit the lines before it: check the indentation and the quotation marks.")),
    ("escape", N_("holds a backslash inside double quotes; write it twice, or use single quotes.")),
    ("expected ',' or", N_("belongs to a list in brackets that is not closed, or lacks a comma.")),
    ("expected alphabetic or numeric", N_("begins a text with * or &; put the text in quotes.")),
    ("undefined tag handle", N_("begins a text with !; put the text in quotes.")),
)
_BEGINS_EARLIER = ("opens", "belongs to a list", "has a key")
"""The sentences for problems that PyYAML reports where it stopped, which can be far below the line to correct."""


class _Stop(Exception):
    """The rest of the file cannot be read; the mistake is already listed."""


def tree(text: str, collector: MistakeCollector) -> Node | None:
    """The only document of ``text``; None, with the mistake listed, if it is not YAML."""
    return _read_fast(text) or _read_strictly(text, collector)


def _read_fast(text: str) -> Node | None:
    """The document; None if the strict parser has to read it or to say what is wrong."""
    found = MistakeCollector("")
    try:
        node = _TreeBuilder(text, events_read_alike(text), found).document()
    except (_Stop, ReadOtherwise, yaml.YAMLError, ValueError, OverflowError):
        return None
    return None if found.mistakes else node


def _read_strictly(text: str, collector: MistakeCollector) -> Node | None:
    try:
        return _TreeBuilder(text, yaml.parse(text, Loader=yaml.SafeLoader), collector).document()
    except _Stop:
        return None
    except yaml.MarkedYAMLError as trouble:
        collector.add(*_in_plain_words(trouble))
    except (yaml.YAMLError, ValueError, OverflowError):  # an escape beyond Unicode is a ValueError
        collector.add(0, "", _("cannot be read as YAML."))
    return None


class _TreeBuilder:
    """Turns events into nodes. Depth is bounded before each step down, so recursion is safe."""

    def __init__(self, text: str, events: Iterator[yaml.Event], collector: MistakeCollector) -> None:
        self._text = text
        self._last_sign = text.rfind("#")
        self._events = events
        self._collector = collector

    def document(self) -> Node:
        next(self._events)  # the stream begins
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return ScalarNode(1, "")
        node = self._node(next(self._events), 1)
        next(self._events)  # the document ends
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._wrong(after, _("a second document begins here; one file holds one."))
        return node

    def _node(self, event: yaml.Event, level: int, column: int = -1) -> Node:
        """The node that begins with an event; its parts are indented further than ``column``."""
        if level > MOST_LEVELS:
            self._wrong(event, _("is more than {count} levels deep.", count=MOST_LEVELS))
            raise _Stop
        refused = self._refused(event)
        node: Node
        if isinstance(event, ScalarEvent):
            node = self._scalar(event, column)
        elif isinstance(event, SequenceStartEvent):
            node = SequenceNode(_line(event), tuple(self._items(level, _column(event))))
        elif isinstance(event, MappingStartEvent):
            node = MappingNode(_line(event), tuple(self._entries(level)))
        return BrokenNode(_line(event)) if refused else node

    def _refused(self, event: yaml.Event) -> bool:
        """Names (which can multiply) and tags (which can run code) are listed as mistakes."""
        named, tagged = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self._wrong(event, _("points to another place with *, which is not read; put text with * in quotes."))
        elif named:
            self._wrong(event, _("gives a name with &, which is not read; put text with & in quotes."))
        elif tagged:
            self._wrong(event, _("carries a tag with !, which is never run; put text with ! in quotes."))
        return bool(named or tagged)

    def _scalar(self, event: ScalarEvent, column: int) -> Node:
        text = event.value
        if not text.isascii() and _SURROGATE.search(text):  # JSON writes an emoji as a surrogate pair
            try:
                text = text.encode("utf-16", "surrogatepass").decode("utf-16")
            except UnicodeDecodeError:
                self._wrong(event, _("holds half a character: an escape that needs its other half."))
                return BrokenNode(_line(event))
        return ScalarNode(_line(event), text, event.style or "", 0 if event.style else self._comment(event, column))

    def _comment(self, event: ScalarEvent, column: int) -> int:
        """The line of a comment that may continue an unquoted text: after it, or indented like its next line.

        Without a text, only ``#`` directly followed by a character, as in ``#3``, may be meant as text.
        """
        end = event.end_mark
        if end is None or end.index > self._last_sign:
            return 0
        found = _COMMENT.match(self._text, end.index)
        if found and (event.value or found["begun"] not in ("", "#")):
            return end.line + 1
        below = _COMMENT_BELOW.match(self._text, end.index) if event.value else None
        return end.line + line_after(below["ends"]) if below and len(below["indent"]) > column else 0

    def _items(self, level: int, column: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), SequenceEndEvent):
            yield self._node(event, level + 1, column)

    def _entries(self, level: int) -> Iterator[MappingEntry]:
        seen: dict[str, int] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._node(event, level + 1)
            value = self._node(next(self._events), level + 1, _column(event))
            if not isinstance(key, ScalarNode):
                if not isinstance(key, BrokenNode):
                    self._wrong(event, _("is in the place of a key."))
            elif key.text in seen:
                what = _("is used here a second time; the first is on line {line}.", line=seen[key.text])
                self._collector.add(key.line, showable(key.text), what)
            else:
                seen[key.text] = key.line
                yield MappingEntry(key.line, key.text, value)

    def _wrong(self, event: yaml.Event, what: str) -> None:
        self._collector.add(_line(event), "", what)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _column(event: yaml.Event) -> int:
    return event.start_mark.column if event.start_mark else -1


def _in_plain_words(trouble: yaml.MarkedYAMLError) -> tuple[int, str, str]:
    """Line, key (empty) and sentence. The messages of PyYAML are not used, because they can quote the file."""
    problem = trouble.problem or ""
    sentence = next((plain for sign, plain in _PLAIN_WORDS if sign in problem), _OTHER)
    mark = trouble.context_mark if sentence.startswith(_BEGINS_EARLIER) else trouble.problem_mark
    mark = mark or trouble.problem_mark or trouble.context_mark
    return (mark.line + 1 if mark else 0), "", _(sentence)
