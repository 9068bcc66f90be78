"""Backups, and what was found in a vault, as JSON documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from alliance_cli.core.vault.safekeeping import Carried, CheckReport, Contents, Made
from alliance_cli.report.json.document import Document


def contents_document(contents: Contents) -> Document:
    """What a vault holds, in counts."""
    return {**asdict(contents), "last_on": contents.last_on.isoformat() if contents.last_on else None}


def backup_document(made: Made) -> Document:
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


def salvage_document(path: Path, carried: Sequence[Carried], apart: int) -> Document:
    """``alliance vault check --salvage --json``."""
    tables = [{"table": each.table, "carried": each.rows, "left": each.left} for each in carried]
    return {"path": str(path), "tables": tables, "without_what_they_belong_to": apart}
