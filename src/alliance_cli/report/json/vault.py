"""Backups, checks, the access log, retention, exports and imports as JSON documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from alliance_cli.command_lines import PROGRAM, command_line
from alliance_cli.core.vault.retention import Review
from alliance_cli.core.vault.safekeeping import Access, BackupMade, CheckReport, SalvagedTable, VaultContents
from alliance_cli.report.json import Document
from alliance_cli.usecases.exchange.export import WrittenExport

if TYPE_CHECKING:
    from alliance_cli.usecases.exchange.imports import ImportOutcome


def contents_document(contents: VaultContents) -> Document:
    """How much a vault contains."""
    return {**asdict(contents), "last_on": contents.last_on.isoformat() if contents.last_on else None}


def backup_document(made: BackupMade) -> Document:
    """``alliance backup --json``."""
    return {
        "path": str(made.path),
        "contents": contents_document(made.contents),
        "removed": [str(path) for path in made.removed],
        "noted": not made.trouble,
    }


def check_document(found: CheckReport) -> Document:
    """``alliance vault check --json``."""
    return {"sound": found.sound, "schema": found.schema, "findings": [asdict(each) for each in found.findings]}


def salvage_document(path: Path, carried: Sequence[SalvagedTable], apart: int) -> Document:
    """``alliance vault check --salvage --json``."""
    tables = [{"table": each.table, "carried": each.rows, "left": each.left} for each in carried]
    return {"path": str(path), "tables": tables, "without_what_they_belong_to": apart}


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
    """``alliance vault log --json``; ``client`` is empty in an entry that is not about one client."""
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


def written_document(path: Path, format_: str, written: WrittenExport) -> Document:
    """``alliance export --json``: what was written; ``left_in_text`` counts what a person should check."""
    made = written.export
    left = made.left
    return {
        "file": str(path),
        "format": format_,
        "classes": list(made.classes),
        "for_record": made.for_record,
        "deidentified": made.deidentified,
        "encrypted": False,
        "clients": written.counts.get("client", 0),
        "rows": dict(written.counts),
        "left_in_text": {"near_codes": sum(left.near_codes.values()), "dates": sum(left.dates.values())},
    }


def outcome_document(file: str, outcome: ImportOutcome, *, dry_run: bool) -> Document:
    """``alliance import --json``: what was added or, in a dry run, would be."""
    return {
        "file": file,
        "dry_run": dry_run,
        "added": {name: count for name, count in outcome.added.items() if count},
        "differing": list(outcome.differing),
        "left_out": {"walk": outcome.unworded},
        "skipped_rows": outcome.skipped,
        "columns_not_read": list(outcome.unread),
    }
