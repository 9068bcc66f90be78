"""Writes a script as the JSON that is stored with a walk, and reads it back without YAML."""

from __future__ import annotations

import json
import re
from typing import Any

from msgspec.structs import asdict

from alliance_cli.content.file_kinds.script import FILE_KIND
from alliance_cli.content.yaml.mistakes import MistakeCollector
from alliance_cli.content.yaml.nodes import MappingEntry, MappingNode, Node, ScalarNode, SequenceNode
from alliance_cli.content.yaml.strict_yaml import is_readable
from alliance_cli.core.errors import Mistakes, UnreadableVersion
from alliance_cli.core.walk.kinds import ChoiceKind, ChoicesKind, Kind, NumberKind, RatingKind, Value
from alliance_cli.core.walk.moment_kinds import MomentField, MomentsKind
from alliance_cli.core.walk.script import FirstWording, OtherWording, Prompt, Script

Json = dict[str, object]

_NAME = "stored script"
_MOST_LEVELS = 20
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that JSON allows but YAML refuses or takes for a line end."""


def write_script_version(script: Script) -> str:
    """JSON in the form of a script file, with the fields of every moment; equal scripts give equal texts."""
    tree = {
        "id": script.id,
        "phase": str(script.phase),
        "title": script.title,
        "language": script.language,
        "prompts": [_prompt(prompt) for prompt in script.prompts],
    }
    text = json.dumps(tree, ensure_ascii=False, indent=1)
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _prompt(prompt: Prompt) -> Json:
    tree: Json = {"id": prompt.id, "ask": prompt.ask, "say": prompt.say, "purpose": prompt.purpose}
    tree |= {"kind": prompt.kind.name, **_kind(prompt.kind)}
    tree |= {"component": prompt.component, "part": prompt.part, "optional": prompt.optional, "needs": prompt.needs}
    tree |= {"signs": list(prompt.signs) or None, "or_say": [_texts(each) for each in prompt.or_say] or None}
    tree["first"] = _texts(prompt.first) if prompt.first else None
    if prompt.when:
        tree["when"] = {"prompt": prompt.when.prompt, "is": _answer(prompt.when.value)}
    return {key: value for key, value in tree.items() if value not in ("", None) and value is not False}


def _texts(wording: FirstWording | OtherWording) -> Json:
    return {key: text for key, text in asdict(wording).items() if text}


def _kind(kind: Kind) -> Json:
    if isinstance(kind, RatingKind):
        means = {"low_means": kind.low_means, "high_means": kind.high_means}
        return {"scale": kind.scale, "rater": kind.rater, "low": kind.low, "high": kind.high, **means}
    if isinstance(kind, NumberKind):
        return {"low": kind.low, "high": kind.high}
    if isinstance(kind, ChoiceKind | ChoicesKind):
        return {"options": [{"value": option.value, "label": option.label} for option in kind.options]}
    if isinstance(kind, MomentsKind):
        fields = [_moment_field(field) for field in kind.fields]
        return {"records": kind.records, "most": kind.most, "fields": fields, "again": kind.again}
    return {}


def _moment_field(field: MomentField) -> Json:
    tree: Json = {"id": field.id, "ask": field.ask, "purpose": field.purpose}
    if isinstance(field.kind, ChoiceKind | ChoicesKind):
        tree["options"] = {option.value: option.label for option in field.kind.options}
    if field.optional:
        tree["optional"] = True
    return tree


def _answer(value: Value) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return list(value) if isinstance(value, tuple) else value


def read_script_version(text: str) -> Script:
    """The script in a stored text; raises UnreadableVersion. Text that is not plain JSON is read like a file."""
    collector = MistakeCollector(_NAME)
    try:
        node = _node(json.loads(text, object_pairs_hook=_Pairs, parse_int=_number, parse_float=_number), 1)
        is_plain = is_readable(text, collector)
    except (ValueError, RecursionError):
        is_plain = False
    script = FILE_KIND.read_node(node, collector, "") if is_plain else None
    try:
        return FILE_KIND.read(text, _NAME) if script is None else script
    except Mistakes as unread:
        raise UnreadableVersion(unread.mistakes) from None


class _Pairs(tuple[tuple[str, Any], ...]):
    """The keys and values of a JSON object, including repeated keys."""


def _number(text: str) -> ScalarNode:
    return ScalarNode(0, text)


def _node(value: Any, level: int) -> Node:
    """The YAML node for a JSON value; raises ValueError for anything that a script file refuses."""
    if level > _MOST_LEVELS:
        raise ValueError("too deep")
    if isinstance(value, _Pairs):
        if len({key for key, _ in value}) != len(value):
            raise ValueError("a key occurs twice")
        return MappingNode(0, tuple(MappingEntry(0, key, _node(each, level + 1)) for key, each in value))
    if isinstance(value, list):
        return SequenceNode(0, tuple(_node(each, level + 1) for each in value))
    if isinstance(value, str):
        value.encode()  # raises for a lone surrogate
        return ScalarNode(0, value, '"')
    return value if isinstance(value, ScalarNode) else ScalarNode(0, json.dumps(value))
