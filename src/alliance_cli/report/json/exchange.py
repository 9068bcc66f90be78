"""What an export wrote and what an import added, as JSON documents."""

from __future__ import annotations

from pathlib import Path

from alliance_cli.core.exchange.export import Export
from alliance_cli.core.exchange.outcome import Outcome
from alliance_cli.report.json.document import Document


def written_document(path: Path, format_: str, made: Export) -> Document:
    """What is in the file."""
    return {
        "file": str(path),
        "format": format_,
        "classes": list(made.classes),
        "for_record": made.for_record,
        "deidentified": made.deidentified,
        "encrypted": False,
        "clients": made.counts.get("client", 0),
        "rows": dict(made.counts),
    }


def outcome_document(file: str, outcome: Outcome, *, dry_run: bool) -> Document:
    """What was added, or would be in a dry run."""
    return {
        "file": file,
        "dry_run": dry_run,
        "added": {name: count for name, count in outcome.added.items() if count},
        "differing": list(outcome.differing),
        "left_out": {"walk": outcome.unworded},
    }
