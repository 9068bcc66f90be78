"""Erasing a client: what goes is named, the code is typed twice, and copies that remain are told of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from alliance_cli.app import App
from alliance_cli.commands._client import known_client
from alliance_cli.core.caseload import Client
from alliance_cli.core.errors import Interrupted, Refused, VaultTrouble
from alliance_cli.core.retention import export_command

NOTHING = "Nothing was erased."


def erase_client(app: App, typed: str | None, confirmed: Sequence[str]) -> None:
    """Erase a client for good, once the code was typed twice."""
    client = known_client(app, typed)
    folder = _set_folder(app)
    _make_sure(app, client, confirmed)
    app.repository.files.erase(client, app.action)
    app.screen.say(f"{client.code} is erased.")
    try:
        app.repository.files.compact()
    except VaultTrouble as trouble:
        raise VaultTrouble(
            f"{client.code} is erased, but the file could not be written anew. {trouble.sentence}",
            "What was erased is overwritten inside; traces may be left between pages until: alliance vault compact",
        ) from None
    finally:
        _tell_of_copies(app, client, folder)


def _make_sure(app: App, client: Client, confirmed: Sequence[str]) -> None:
    """Raises Refused where what was typed is not the code, and Interrupted where nothing was."""
    if not confirmed and not app.on_terminal:
        way_out = f"alliance client erase {client.code} --confirm {client.code} --confirm {client.code}"
        raise Refused(f"Erasing is for good, so the code is typed twice. {NOTHING}", f"Without a terminal: {way_out}")
    if confirmed:
        if len(confirmed) != 2 or not all(_means(client, word) for word in confirmed):
            raise Refused(f"--confirm is given twice, each time with the code. {NOTHING}")
        return
    app.screen.say(_what_goes(app, client))
    try:
        _ask_twice(app, client)
    except KeyboardInterrupt:
        app.screen.say()
        raise Interrupted(NOTHING) from None


def _ask_twice(app: App, client: Client) -> None:
    for question in (f"To erase {client.code}, type its code. Enter stops.", "The code once more. Enter stops."):
        app.screen.say(question)
        typed = (app.lines.next() or "").strip()
        if not typed:
            raise Interrupted(NOTHING)
        if not _means(client, typed):
            raise Refused(f"That is not the code. {NOTHING}")


def _means(client: Client, typed: str) -> bool:
    return typed.strip().casefold() == client.code.casefold()


def _what_goes(app: App, client: Client) -> str:
    file = app.repository.files.of(client)
    last = f", the last entry on {file.last_on}" if file.last_on else ""
    return (
        f"{client.code}: {file.held}{last}. Every rating, measure, moment and note will be gone for good.\n"
        f"For a copy first, stop here and run: {export_command(client)}"
    )


def _set_folder(app: App) -> Path:
    """Where backups go; asked before anything is erased, as a mistake in the settings would stop the command."""
    return Path(app.preferences.backup.folder or app.places.backups).expanduser()


def _tell_of_copies(app: App, client: Client, folder: Path) -> None:
    if there := _copies(app, folder):
        app.screen.say(f"Backups and replaced vaults that may still hold {client.code}:")
        for path in there:
            app.screen.say(f"  {path}")
    app.screen.say("Copies and exports that lie elsewhere are not known to alliance; they hold what they held.")


def _copies(app: App, folder: Path) -> list[Path]:
    """The backups known of that are still there, those that lie where backups were made, and vaults beside this one.

    A vault that was restored does not know of the backups made after it.
    """
    from alliance_cli.storage.backups import lying_in

    known, vault = app.repository.files.backups(), app.places.vault
    folders = {vault.parent, app.places.backups, folder, *(path.parent for path in known)}
    found = {path for each in folders for path in lying_in(each)} | set(vault.parent.glob("vault*.db"))
    return sorted({path for path in (*found, *known) if path.exists()} - {vault})
