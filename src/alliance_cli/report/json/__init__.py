"""The JSON documents that commands print with ``--json``."""

from typing import Any

Document = dict[str, Any]
"""A JSON object before serialization."""


def attributes(value: object, *names: str) -> Document:
    """The named attributes of a value as a JSON object, unchanged."""
    return {name: getattr(value, name) for name in names}
