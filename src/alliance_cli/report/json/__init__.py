"""The JSON documents of the reading commands."""

from typing import Any

Document = dict[str, Any]
"""A JSON object before it is written."""


def attributes(value: object, *names: str) -> Document:
    """The named attributes of a value, unchanged and under their own names."""
    return {name: getattr(value, name) for name in names}
