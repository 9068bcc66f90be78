"""Defines an entry of the access log: which command touched which client, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Access:
    """One entry of the access log. ``client`` is empty for a look at the caseload as a whole."""

    at: datetime
    action: str
    client: str = ""
