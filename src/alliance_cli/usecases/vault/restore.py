"""Compares a backup with the present vault, and replaces the vault with it."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import (
    AllianceError,
    Damaged,
    Declined,
    Locked,
    NotFound,
    Refused,
    VaultTrouble,
    WrongUse,
)
from alliance_cli.core.vault.safekeeping import VaultComparison, VaultContents
from alliance_cli.files.paths import is_file, is_folder, is_taken, real_path, typed_path
from alliance_cli.translation import N_, _
from alliance_cli.usecases.app import App
from alliance_cli.usecases.front import Front
from alliance_cli.usecases.vault.permissions import warn_where_open
from alliance_cli.usecases.vault.secrets import Secret, secrets_of

if TYPE_CHECKING:
    from alliance_cli.storage.file.keys import Key

_OLDER = N_("That does not open the backup. The passphrase you had when you made it: ")
_AMISS = N_("Some rows of this backup differ from what was kept. After the restore, this names them:")


class Restored(Struct, frozen=True):
    """The restored vault, and the path of the replaced one; None if there was none."""

    vault: Path
    replaced: Path | None


def restore_backup(app: App, front: Front, typed: str, *, yes: bool) -> Restored:
    """Show what the backup holds, ask unless ``yes``, and put it in the vault's place.

    Nothing is changed before the answer. Raises NotFound or WrongUse for the file, Locked, VaultTrouble, Refused if
    nobody can be asked, and Declined.
    """
    backup, vault = _backup(app, typed), real_path(app.places.vault)
    try:
        restored = Restored(vault, _put_back(app, front, backup, vault, yes=yes))
    except Damaged:
        raise VaultTrouble(_("This backup is damaged. Nothing was changed."), _another(app, backup)) from None
    warn_where_open(app, vault)
    return restored


def _put_back(app: App, front: Front, backup: Path, vault: Path, *, yes: bool) -> Path | None:
    """Replace the vault after a yes; returns the path of the old one. Raises Damaged only for the backup."""
    from alliance_cli.storage.copies.backups import copy_lists
    from alliance_cli.storage.copies.copying import verified_part
    from alliance_cli.storage.copies.replacing import put_in_place

    tried: list[Secret] = []
    key = _key_of(app, front, backup, tried)
    app.places.make_home()
    with verified_part(backup, key, vault.parent) as (part, contents, fits):
        here, its_key = _here(vault, tried)
        front.show(VaultComparison(contents, here if isinstance(here, VaultContents) else None))
        if isinstance(here, str):
            front.note(here)
        if not fits:
            front.note(_(_AMISS), Action(ActionKind.CHECK_VAULT))
        if not yes:
            _confirm(front)
        if its_key is not None:
            copy_lists(vault, its_key, part, key)
        with suppress(OSError):
            app.places.last_seen.unlink()  # the backup may be older than the vault last seen here
        return put_in_place(part, vault, vault.with_name(f"vault-replaced-{app.clock.now():%Y-%m-%dT%H%M}.db"))


def _backup(app: App, typed: str) -> Path:
    from alliance_cli.storage.copies.backups import backups_in

    path = typed_path(typed)
    if typed and is_folder(path):
        inside = backups_in(path)
        newest = _("The newest backup in it: {path}", path=inside[-1]) if inside else _("Name a file.")
        raise WrongUse(_("That is a folder."), newest)
    if not typed or not is_file(path):
        lying = backups_in(app.places.backups)
        newest = _("The newest backup here: {path}", path=lying[-1]) if lying else ""
        raise NotFound(_("There is no such file."), newest)
    if real_path(path) == real_path(app.places.vault):
        raise WrongUse(_("That is the vault itself."), _("Name a backup of it."))
    return path


def _another(app: App, damaged: Path) -> str:
    """The way out of a damaged backup: the newest other one, beside it or in the usual folder."""
    from alliance_cli.storage.copies.backups import backups_in

    for folder in (damaged.parent, app.places.backups):
        if others := [path for path in backups_in(folder) if path != damaged]:
            return _("The newest of the others: {path}", path=others[-1])
    return _("Try another one.")


def _key_of(app: App, front: Front, backup: Path, tried: list[Secret]) -> Key:
    """The key of the backup; every secret that was tried is added to ``tried``."""
    from alliance_cli.storage.damage.salts import other_salts
    from alliance_cli.storage.file.reading import ReadableVault
    from alliance_cli.storage.file.vault_file import refuse_other_files, salt_of

    no_vault = VaultTrouble(_("That file is not a vault, or it was cut short."), _("Nothing was changed."))
    try:
        refuse_other_files(backup, no_vault)
    except VaultTrouble:
        raise no_vault from None
    salts = (salt_of(backup), *other_salts(backup, app.places.vault))
    for secret in secrets_of(app, front, _OLDER, ask=front.interactive):
        tried.append(secret)
        for salt in salts:  # that of the vault or another backup opens one whose first bytes are damaged
            try:
                ReadableVault.open(backup, key := secret(salt)).close()
            except Locked:
                continue
            finally:
                app.holds_key = True
            return key
    raise Locked(
        _("The backup is locked: no passphrase that was given opens it.")
        if tried
        else _("The backup needs its passphrase."),
        _("Nothing was changed. It opens with the passphrase you had when you made it."),
    )


def _here(vault: Path, tried: list[Secret]) -> tuple[VaultContents | str, Key | None]:
    """The contents of the present vault and the key that opens it, or why they are not known."""
    from alliance_cli.storage.copies.copying import contents_of
    from alliance_cli.storage.file.reading import ReadableVault
    from alliance_cli.storage.file.vault_file import salt_of

    if not is_taken(vault):
        return _("There is no vault here."), None
    trouble = ""
    for secret in tried:
        try:
            with closing(ReadableVault.open(vault, key := secret(salt_of(vault)))) as here:
                return contents_of(here), key
        except Locked:
            trouble = trouble or _("The present vault does not open with this passphrase.")
        except (AllianceError, ValueError):
            trouble = _("The present vault cannot be read.")
    return trouble, None


def _confirm(front: Front) -> None:
    if not front.interactive:
        raise Refused(
            _("Nothing was replaced, because there is no terminal to ask on."),
            _("Add --yes to restore the backup."),
        )
    question = _("Replace the vault with the backup? The replaced vault is kept beside it.")
    if not front.confirm(question, _("Enter replaces nothing.")):
        raise Declined(_("Nothing was replaced."))
