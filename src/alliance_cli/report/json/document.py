"""What a JSON document is before it is written."""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]
