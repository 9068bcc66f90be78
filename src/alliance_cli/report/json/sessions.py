"""A client's sessions in short, as a JSON document."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_cli.core.course.session_admin import SessionSummary


def sessions_document(client: str, sheets: Sequence[SessionSummary]) -> object:
    """``{"client", "sessions": [{"id", "number", "on", "phases", "counts"}]}``"""
    return {
        "client": client,
        "sessions": [
            {
                "id": each.session.id,
                "number": each.session.number,
                "on": each.session.on.isoformat(),
                "phases": dict(each.phases),
                "counts": dict(each.counts),
            }
            for each in sheets
        ],
    }
