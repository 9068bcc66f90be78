"""How a client likes to be worked with, as a JSON document."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_cli.core.course.tailoring import current
from alliance_cli.core.walk.records import Record
from alliance_cli.report.json.document import Document
from alliance_cli.report.json.history import record_document


def tailoring_document(client: str, revisions: Sequence[Record]) -> Document:
    """``alliance tailor J7 --json``: what holds now, by prompt, and every revision, oldest first."""
    return {
        "client": client,
        "current": {said.step: said.shown for said in current(revisions)},
        "revisions": [record_document(revision) for revision in revisions],
    }
