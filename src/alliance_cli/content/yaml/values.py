"""What a person wrote in a file as the value a kind of prompt keeps."""

from __future__ import annotations

from alliance_cli.content.yaml.nodes import Listing, Node, Scalar
from alliance_cli.core.walk.kinds import ChoiceKind, ChoicesKind, Kind, TextKind, Value
from alliance_cli.core.walk.options import InvalidAnswer, Option


def value_of(kind: Kind, node: Node) -> Value:
    """The value; raises InvalidAnswer, whose sentence never repeats what was written."""
    if isinstance(node, Listing) and isinstance(kind, ChoicesKind):
        one = ChoiceKind(kind.options)
        return kind.in_order(str(_single(one, item)) for item in node.items)
    if isinstance(kind, ChoicesKind) and isinstance(node, Scalar) and _exact(kind.options, node.text):
        return (node.text,)
    return _single(kind, node)


def _single(kind: Kind, node: Node) -> Value:
    if not isinstance(node, Scalar):
        if isinstance(kind, TextKind):
            raise InvalidAnswer("Text fits here; put it in quotes.")
        raise InvalidAnswer("One answer fits here, not a list or a mapping.")
    if isinstance(kind, ChoiceKind) and _exact(kind.options, node.text):
        return node.text
    return kind.read(node.text)


def _exact(options: tuple[Option, ...], text: str) -> bool:
    """A value written out in full means itself, whatever else it could be short for."""
    return any(option.value == text for option in options)
