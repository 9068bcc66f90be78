"""Read a stored script version: JSON, read without YAML because it is read for every walk that is resumed or shown."""

from __future__ import annotations

import json
from typing import Any

from alliance_cli.content.file_kinds.script import FILE_KIND
from alliance_cli.content.yaml.mistakes import MistakeCollector
from alliance_cli.content.yaml.nodes import MappingEntry, MappingNode, Node, ScalarNode, SequenceNode
from alliance_cli.content.yaml.strict_yaml import is_readable
from alliance_cli.core.walk.script import Script

_NAME = "stored script"
_MOST_LEVELS = 20


def read_stored_script(text: str) -> Script:
    """The script of a stored text; raises Mistakes. A text that is not plain JSON is read as a script file is."""
    collector = MistakeCollector(_NAME)
    try:
        node = _node(json.loads(text, object_pairs_hook=_Pairs, parse_int=_number, parse_float=_number), 1)
        plain = is_readable(text, collector)
    except (ValueError, RecursionError):
        plain = False
    script = FILE_KIND.read_node(node, collector, "") if plain else None
    return FILE_KIND.read(text, _NAME) if script is None else script


class _Pairs(tuple[tuple[str, Any], ...]):
    """The keys of a JSON object with their values, those that occur twice included."""


def _number(text: str) -> ScalarNode:
    return ScalarNode(0, text)


def _node(value: Any, level: int) -> Node:
    """The node that YAML has for a JSON value; raises ValueError for what a script file refuses."""
    if level > _MOST_LEVELS:
        raise ValueError("too deep")
    if isinstance(value, _Pairs):
        if len({key for key, _ in value}) != len(value):
            raise ValueError("a key occurs twice")
        return MappingNode(0, tuple(MappingEntry(0, key, _node(each, level + 1)) for key, each in value))
    if isinstance(value, list):
        return SequenceNode(0, tuple(_node(each, level + 1) for each in value))
    if isinstance(value, str):
        value.encode()  # raises for half a character
        return ScalarNode(0, value, '"')
    return value if isinstance(value, ScalarNode) else ScalarNode(0, json.dumps(value))
