"""Scripts and the mistakes in their files as JSON documents."""

from __future__ import annotations

from alliance_cli.content.catalog import ScriptFile
from alliance_cli.core.errors import Mistake
from alliance_cli.report.json import Document


def script_file_document(file: ScriptFile) -> Document:
    """One script of ``alliance prompts list --json``."""
    script = file.content
    return {
        "id": file.id,
        "phase": script.phase if script else None,
        "title": script.title if script else "",
        "prompts": len(script.prompts) if script else 0,
        "whose": file.whose,
        "path": str(file.path),
        "mistakes": [mistake_document(each) for each in file.mistakes],
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
