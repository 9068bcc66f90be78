"""Turns a node of a file into an answer to a prompt of a given kind."""

from __future__ import annotations

from alliance_cli.content.yaml.nodes import Node, ScalarNode, SequenceNode
from alliance_cli.core.folding import composed
from alliance_cli.core.walk.kinds import ChoiceKind, ChoicesKind, Kind, TextKind, Value
from alliance_cli.core.walk.options import InvalidAnswer, Option
from alliance_cli.translation import _


def value_of(kind: Kind, node: Node) -> Value:
    """The value of a node; raises InvalidAnswer, whose sentence never repeats what was written."""
    if isinstance(node, SequenceNode) and isinstance(kind, ChoicesKind):
        one = ChoiceKind(kind.options)
        return kind.in_order(str(_single(one, item)) for item in node.items)
    if isinstance(kind, ChoicesKind) and isinstance(node, ScalarNode) and (value := _exact(kind.options, node.text)):
        return (value,)
    return _single(kind, node)


def _single(kind: Kind, node: Node) -> Value:
    if not isinstance(node, ScalarNode):
        if isinstance(kind, TextKind):
            raise InvalidAnswer(_("Put text here, in quotes."))
        raise InvalidAnswer(_("Put one answer here, not a list or a mapping."))
    if isinstance(kind, ChoiceKind) and (value := _exact(kind.options, node.text)):
        return value
    return kind.read(node.text)


def _exact(options: tuple[Option, ...], text: str) -> str:
    """The value that equals the text; it takes precedence over numbers and abbreviations. Empty for none."""
    word = composed(text)
    return next((option.value for option in options if composed(option.value) == word), "")
