"""The events of a YAML text as libyaml reads it, as long as PyYAML's own parser would read the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent, ScalarEvent

_READ_OTHERWISE = (
    re.compile("[\t\ufeff\x85\u2028\u2029]"),  # tabs, byte-order marks and other ends of lines
    re.compile(r"\?(?<![^\s\[{,]\?)"),  # a question mark before a key
    re.compile(r"[|>][-+0-9]*#"),  # a comment right behind the sign of a block
)
"""What only one of the two parsers takes, or what they find in different places; three are found faster than one."""


class ReadOtherwise(Exception):
    """The two parsers may read something else."""


def events_read_alike(text: str) -> Iterator[yaml.Event]:
    """The events of libyaml; raises ReadOtherwise where they may not be those of the strict parser, or without it."""
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
