"""Builds the command reference from the program's own help."""

from __future__ import annotations

from command_tree import commands
from typer.testing import CliRunner

from alliance_cli.cli.root import root
from alliance_cli.core.errors import AllianceError, Declined

HEADER = """# Command reference

Built from the program's own help by `python docs/built.py --write`; a test keeps it true.
"""


def exit_codes() -> str:
    """The table of what the program's exit code promises, from the errors themselves."""
    kinds = sorted(AllianceError.__subclasses__(), key=lambda kind: kind.exit_code)
    rows = [(kind.exit_code, (kind.__doc__ or "").partition("\n")[0]) for kind in kinds if kind.exit_code]
    declined = Declined.__doc__ or ""
    rows = [
        (0, f"Done; or {declined[:1].lower()}{declined[1:]}"),
        (1, "A defect in the program; it says how to report it, without content."),
        *rows,
    ]
    return "\n".join(("| exit code | meaning |", "|---|---|", *(f"| {code} | {says} |" for code, says in rows), ""))


def reference() -> str:
    """The whole page, as Markdown."""
    parts = [HEADER, exit_codes()]
    for path in (command.path for command in commands()):
        shown = CliRunner(env={"COLUMNS": "80"}).invoke(
            root, [*path, "--help"], prog_name="alliance", terminal_width=80
        )
        if shown.exit_code != 0:
            raise SystemExit(f"no help for {path}: {shown.output}")
        parts.append(f"## {' '.join(('alliance', *path))}\n\n```text\n{shown.output.strip()}\n```\n")
    return "\n".join(parts)
