"""The retention review list and the access log as JSON documents."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_cli.command_lines import PROGRAM, command_line
from alliance_cli.core.vault.access import Access
from alliance_cli.core.vault.retention import Review
from alliance_cli.report.json.document import Document


def reviews_document(reviews: Sequence[Review], years: int) -> Document:
    """``alliance vault due --json``."""
    return {"years": years, "due": [_review(each) for each in reviews]}


def _review(review: Review) -> Document:
    file, client = review.file, review.file.client
    return {
        "client": client.code,
        "since": review.since.isoformat(),
        "sessions": file.sessions,
        "last_on": file.last_on.isoformat() if file.last_on else None,
        "closed_on": client.closed_on.isoformat() if client.closed_on else None,
        "keep_until": client.keep_until.isoformat() if client.keep_until else None,
        "do": [command_line(each) for each in review.actions],
    }


def log_document(entries: Sequence[Access]) -> Document:
    """``alliance vault log --json``; an entry about no one client has an empty one."""
    return {
        "log": [
            {
                "at": each.at.isoformat(timespec="seconds"),
                "command": f"{PROGRAM} {each.action}".rstrip(),
                "client": each.client,
            }
            for each in entries
        ]
    }
