"""Reads the events of a YAML text with libyaml, if PyYAML's own parser would read the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent, ScalarEvent

_READ_OTHERWISE = (
    re.compile("[\t\ufeff\x85\u2028\u2029]"),  # tabs, byte-order marks and other ends of lines
    re.compile(r"\?(?<![^\s\[{,]\?)"),  # a question mark before a key
    re.compile(r"[|>][-+0-9]*#"),  # a comment directly after a block sign
)
"""Text that only one parser accepts, or that they read differently. Three patterns are faster than one."""


class ReadOtherwise(Exception):
    """The two parsers may read the text differently."""


def events_read_alike(text: str) -> Iterator[yaml.Event]:
    """The events of libyaml; raises ReadOtherwise if the strict parser may differ, or if there is no libyaml."""
    if not yaml.__with_libyaml__ or any(each.search(text) for each in _READ_OTHERWISE):
        raise ReadOtherwise
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, ScalarEvent):
            if not event.style and (not event.value or (depth and "?" in event.value)):
                raise ReadOtherwise
        elif isinstance(event, CollectionStartEvent):
            depth += bool(depth or event.flow_style)
        elif isinstance(event, CollectionEndEvent):
            depth -= bool(depth)
        yield event
