"""Restores a vault whose file was deleted while it was open, from the open handle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import AllianceError, VaultGone
from alliance_cli.files.trouble import worded
from alliance_cli.files.writing import publish_numbered
from alliance_cli.storage.file.vault_file import temporary_vault
from alliance_cli.translation import _

if TYPE_CHECKING:
    from pathlib import Path

    from alliance_cli.storage.file.vault import Vault


def rescue(vault: Vault) -> VaultGone:
    """Write the vault's content once to a new file beside its old name; return the error that says where it is."""
    try:
        vault.rescued = vault.rescued or _written_back(vault)
    except (AllianceError, OSError):
        return VaultGone(
            _("The vault's file was deleted or moved while it was open here, and it cannot be written back."),
            _("Restore a backup, or put the file back."),
        )
    action = Action(ActionKind.RESTORE, target=str(vault.rescued))
    return VaultGone(
        _(
            "The vault's file was deleted or moved while it was open here. What was kept is written back: {path}",
            path=vault.rescued,
        ),
        _("Put it in its place with:"),
        action,
    )


def _written_back(vault: Vault) -> Path:
    folder = vault.path.parent
    with worded():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with temporary_vault(folder) as part:
            vault.copy_into(part)
            return publish_numbered(part, vault.path.with_name("vault-rescued.db"))
