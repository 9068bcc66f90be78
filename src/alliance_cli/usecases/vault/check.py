"""The vault looked through, and what can be read of it carried into a new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alliance_cli.cli.setup import App
from alliance_cli.core.errors import Damaged, Locked, VaultTrouble, WrongUse
from alliance_cli.core.vault.safekeeping import CheckReport
from alliance_cli.usecases.vault.secrets import secrets_of

if TYPE_CHECKING:
    from alliance_cli.storage.file.keys import Key

_WAYS_OUT = (
    "Leave the file as it is. A backup comes back with: alliance restore FILE\n"
    "What can be read goes into a new vault with: alliance vault check --salvage"
)
_NOTHING_LEFT = (
    "Leave the file as it is. Without the list of its tables nothing in it can be read; "
    "a backup comes back with: alliance restore FILE"
)


def check_vault(app: App, *, as_json: bool) -> None:
    """Show what was found; raises VaultTrouble where anything was."""
    found, _ = _looked_through(app)
    if as_json:
        from alliance_cli.report.json.vault import check_document

        app.screen.emit_json(check_document(found))
    else:
        from alliance_cli.line.views.vault import findings_view

        app.screen.show(findings_view(found))
    if found.damaged:
        raise Damaged("The vault is damaged.", _WAYS_OUT if found.legible else _NOTHING_LEFT)
    if not found.sound:
        sentence = "The vault is sound, but others on this machine can look into its file or folder."
        raise VaultTrouble(sentence, "Only the passphrase opens it; close it all the same.")


def salvage_vault(app: App, typed: str | None, *, as_json: bool) -> None:
    """Carry what can be read into a new file, and say how it is put in place."""
    from alliance_cli.storage.file.checking import count_orphans
    from alliance_cli.storage.file.salvage import salvage

    if typed == "":
        raise WrongUse("A new vault needs the name of a file.", "Leave it out to have it beside the old one.")
    name = f"vault-salvaged-{app.clock.now():%Y-%m-%dT%H%M}.db"
    wanted = Path(typed).expanduser().absolute() if typed else app.places.home / name
    if not wanted.parent.is_dir():
        raise WrongUse("There is no such folder.", "Make it first, or leave the name out.")
    _, key = _looked_through(app)
    made, carried = salvage(app.places.vault, key, wanted)
    apart = count_orphans(made, key)
    if as_json:
        from alliance_cli.report.json.vault import salvage_document

        app.screen.emit_json(salvage_document(made, carried, apart))
        return
    from alliance_cli.line.views.vault import salvage_view

    app.screen.show(salvage_view(carried))
    app.screen.say(f"The new vault, with the same passphrase: {made}")
    if apart:
        app.screen.say(
            f"{apart} rows belong to something that was lost: they are kept, but some lists may not show them."
        )
    app.screen.say(f"Put it in place with: alliance restore {made}")


def _looked_through(app: App) -> tuple[CheckReport, Key]:
    """What was found in the vault, and its key; raises NoVault, Locked or VaultTrouble."""
    from alliance_cli.storage.file.checking import check_vault
    from alliance_cli.storage.file.vault_file import salt_of

    path = app.places.vault
    salt = salt_of(path)
    for secret in secrets_of(app):
        found = check_vault(path, key := secret(salt))
        if found is not None:
            return found, key
    raise Locked(
        "No passphrase that was given opens the vault.",
        "Nothing was changed. If you are certain of it, nothing in the file can be read: restore a backup.",
    )
