"""Finds known copies of the vault, and deletes those that a killed program left unfinished."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from alliance_cli.core.errors import AllianceError, VaultTrouble
from alliance_cli.files.parts import PartState, shared_folder, sweep
from alliance_cli.files.paths import entries, exists, real_path
from alliance_cli.translation import N_, _
from alliance_cli.usecases.app import App

_SAYS = {
    PartState.LEFT: N_("An unfinished copy could not be deleted; delete it once no other window writes to it: {path}"),
    PartState.HELD: N_("Another window is writing a copy at this moment: {path}"),
    PartState.AWAY: N_("An unfinished copy was left on a disk that cannot be reached now: {path}"),
}
_QUIETLY = (PartState.LEFT,)


def vault_folders(app: App) -> set[Path]:
    """The folder of the vault and, if the vault is a link, the folder of the file itself."""
    return {app.places.vault.parent, real_path(app.places.vault).parent}


def folders_of_copies(app: App, folder: Path) -> set[Path]:
    """The folders where copies of the vault are known to be made; ``folder`` is the usual one."""
    made_in = (path.parent for path in app.repository.files.backups())
    return {*vault_folders(app), app.places.backups, folder, *made_in}


def sweep_parts(app: App, folders: Iterable[Path] = (), *, say: Iterable[PartState] = tuple(_SAYS)) -> None:
    """Delete what killed programs left unfinished: what the vault lists, and what lies in these folders.

    Without ``folders`` those are where the vault and its backups usually are. The person is told of files that remain
    and are in one of the states in ``say``.
    """
    try:
        stays = app.repository.parts.sweep()
    except VaultTrouble:  # the vault is busy; another command sweeps
        stays = {}
    for folder in folders or (*vault_folders(app), app.places.backups):
        try:
            stays |= sweep(folder)
        except AllianceError:  # reported by commands for which its copies matter
            continue
    for part, state in stays.items():
        if state in say:
            app.notify(_(_SAYS[state], path=part))


def sweep_quietly(app: App) -> None:
    """As ``sweep_parts``, but name only dead parts; for commands that run all day.

    A killed demo is deleted as well, without a message, because its clients are invented.
    """
    sweep_parts(app, say=_QUIETLY)
    with suppress(AllianceError):
        sweep(shared_folder())


def known_copies(app: App, folder: Path) -> tuple[list[Path], list[Path]]:
    """The copies that still exist, and the folders that cannot be read now.

    Copies are the listed backups, others in the folders of backups, and vaults beside this one. A restored vault does
    not list the backups made after it, so the folders are searched too.
    """
    from alliance_cli.storage.copies.backups import backups_in

    vault, real = app.places.vault, real_path(app.places.vault)
    found: dict[Path, Path] = {}
    closed = []
    for each in sorted(folders_of_copies(app, folder)):
        try:
            beside = entries(each, "vault*.db") if each in (vault.parent, real.parent) else ()
            listed = [path for path in app.repository.files.backups() if path.parent == each and exists(path)]
            for path in (*backups_in(each), *beside, *listed):
                found.setdefault(real_path(path), path)
        except AllianceError:
            closed.append(each)
    return sorted(path for at, path in found.items() if at != real), closed
