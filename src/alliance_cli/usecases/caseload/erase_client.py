"""Erasing a client: what goes is named, the code is typed twice, and copies that remain are told of."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_cli.cli.setup import App
from alliance_cli.core.course.entities import Client
from alliance_cli.core.vault.retention import export_command
from alliance_cli.usecases.caseload.confirmation import (
    Confirmation,
    Word,
    backup_folder,
    require_confirmation,
    write_anew,
)
from alliance_cli.usecases.caseload.find_client import known_client


def erase_client(app: App, typed: str | None, confirmed: Sequence[str]) -> None:
    """Erase a client for good, once the code was typed twice."""
    client = known_client(app, typed)
    folder = backup_folder(app)
    require_confirmation(app, _confirmation(client), confirmed, _what_goes(app, client))
    app.repository.files.erase(client, app.action)
    write_anew(app, f"{client.code} is erased", client.code, folder)


def _confirmation(client: Client) -> Confirmation:
    code = client.code
    return Confirmation(
        (
            Word("code", code, f"To erase {code}, type its code. Enter stops."),
            Word("code", code, "The code once more. Enter stops."),
        ),
        "the code is typed twice",
        "--confirm is given twice, each time with the code.",
        f"alliance client erase {code}",
    )


def _what_goes(app: App, client: Client) -> str:
    file = app.repository.files.of(client)
    last = f", the last entry on {file.last_on}" if file.last_on else ""
    return (
        f"{client.code}: {file.held}{last}. Every rating, measure, moment and note will be gone for good.\n"
        f"For a copy first, stop here and run: {export_command(client)}"
    )
