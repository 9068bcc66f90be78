"""Scripts and the mistakes in their files as JSON documents."""

from __future__ import annotations

from alliance_cli.content.catalog import Entry
from alliance_cli.core.errors import Mistake
from alliance_cli.report.json import Document


def entry_document(entry: Entry) -> Document:
    """One script of ``alliance prompts list --json``."""
    return {
        "id": entry.id,
        "phase": entry.phase,
        "title": entry.title,
        "prompts": entry.prompts,
        "whose": entry.whose,
        "path": str(entry.path),
        "mistakes": [mistake_document(each) for each in entry.mistakes],
    }


def mistake_document(mistake: Mistake) -> Document:
    """One mistake of ``alliance prompts check --json``."""
    return {
        "file": mistake.file,
        "line": mistake.line,
        "key": mistake.key,
        "what": mistake.what,
        "did_you_mean": mistake.did_you_mean,
    }
