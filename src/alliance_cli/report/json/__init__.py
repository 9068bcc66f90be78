"""The JSON documents of the reading commands."""

from typing import Any

Document = dict[str, Any]
"""A JSON object before it is written."""
