"""Checks the vault, and copies what can be read into a new one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import Damaged, Locked, VaultTrouble, WrongUse
from alliance_cli.core.vault.safekeeping import CheckReport, FindingKind, SalvagedTable
from alliance_cli.files.paths import is_folder, typed_path
from alliance_cli.storage.schema import TALLIED_SINCE
from alliance_cli.translation import N_, _
from alliance_cli.usecases.app import App
from alliance_cli.usecases.front import Front
from alliance_cli.usecases.vault.permissions import warn_where_open
from alliance_cli.usecases.vault.secrets import secrets_of

if TYPE_CHECKING:
    from alliance_cli.storage.file.keys import Key

_LEGIBLE = N_(
    "Leave the file as it is, and restore a backup if you have one. Copy what can be read into a new vault with:"
)
_NOTHING_LEFT = N_(
    "Leave the file as it is. Without the list of its tables nothing in it can be read. Restore a backup with:"
)


def check_vault(app: App, front: Front) -> CheckReport:
    """The findings in the vault; raises NoVault, Locked or VaultTrouble if it cannot be checked."""
    from alliance_cli.usecases.vault.credentials import note_sync_folder

    found, key = _check(app, front)
    note_sync_folder(app, front)
    if not found.damaged and (found.schema or 0) >= TALLIED_SINCE:
        _accept(app, front, key)
    if all(each.kind is not FindingKind.ACCESS for each in found.findings):
        warn_where_open(app, app.places.vault)
    return found


def _accept(app: App, front: Front, key: Key) -> None:
    """Record the present vault as the last one seen, and say so if a newer one was seen before."""
    from alliance_cli.storage.file.last_seen import LastSeen
    from alliance_cli.storage.file.reading import ReadableVault

    with closing(ReadableVault.open(app.places.vault, key)) as vault:
        seen = LastSeen(app.places.last_seen, vault)
        seen.look()
        if seen.missing:
            front.note(_("This vault is older than the one used here last. From now on it counts as the right one."))
            seen.accept()


def refuse_unsound(found: CheckReport) -> None:
    """Raises Damaged or VaultTrouble, with the way out, if the vault is not sound."""
    if found.damaged:
        if found.legible:
            raise Damaged(_("The vault is damaged."), _(_LEGIBLE), Action(ActionKind.SALVAGE_VAULT))
        raise Damaged(_("The vault is damaged."), _(_NOTHING_LEFT), Action(ActionKind.RESTORE))
    if not found.sound:
        sentence = _("The vault is sound, but others on this machine can open its file or folder.")
        raise VaultTrouble(sentence, _("Only the passphrase opens it, but close it to others all the same."))


def damage_behind(app: App) -> Damaged | None:
    """The error for a value in the open vault that does not fit its column, with its place; None if all fit.

    For a failure of the program that such a value may have caused.
    """
    vault = app.open_vault
    if vault is None or not vault.is_open:
        return None
    from alliance_cli.storage.damage.checking import first_misfit
    from alliance_cli.storage.file.database_errors import misfit

    found = first_misfit(vault.path, vault.key)
    return misfit(found.table, found.row, found.column) if found else None


class Salvaged(Struct, frozen=True):
    """The new vault, how much of each table it holds, and how many rows belong to something that was lost."""

    path: Path
    tables: tuple[SalvagedTable, ...]
    untied: int


def salvage_vault(app: App, front: Front, typed: str | None) -> Salvaged:
    """Copy what can be read into a new file with the typed name, or beside the vault.

    Raises WrongUse, Refused if the new file exists, NoVault, Locked, or VaultTrouble if nothing can be read.
    """
    from alliance_cli.storage.damage.checking import count_orphans
    from alliance_cli.storage.damage.salvage import salvage

    if typed == "":
        raise WrongUse(_("A new vault needs the name of a file."), _("Leave it out to have it beside the old one."))
    name = f"vault-salvaged-{app.clock.now():%Y-%m-%dT%H%M}.db"
    wanted = typed_path(typed) if typed else app.places.home / name
    if not is_folder(wanted.parent):
        raise WrongUse(_("There is no such folder."), _("Make it first, or leave the name out."))
    _found, key = _check(app, front)
    made, carried = salvage(app.places.vault, key, wanted)
    return Salvaged(made, carried, count_orphans(made, key))


def _check(app: App, front: Front) -> tuple[CheckReport, Key]:
    """The findings in the vault, and its key."""
    from alliance_cli.storage.damage import checking
    from alliance_cli.storage.damage.salts import other_salts
    from alliance_cli.storage.file.vault_file import salt_of

    path = app.places.vault
    own = salt_of(path)
    for secret in secrets_of(app, front):
        for salt in (own, *other_salts(path)):
            found = checking.check_vault(path, key := secret(salt))
            if found is not None and salt != own:
                front.note(_("The first bytes of the vault's file are damaged. Any command that opens it mends them."))
            if found is not None:
                return found, key
    raise Locked(
        _("No passphrase that was given opens the vault."),
        _("Nothing was changed. If you are certain of it, nothing in the file can be read: restore a backup."),
    )
