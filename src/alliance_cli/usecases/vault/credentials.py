"""Creates the vault, changes its passphrase, and hands out its remembered key and recovery code."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

from msgspec import Struct

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import Declined, Refused
from alliance_cli.translation import N_, _
from alliance_cli.usecases.app import App
from alliance_cli.usecases.front import Front
from alliance_cli.usecases.vault.passphrases import COMMAND, NEW, VARIABLE, first_passphrase, new_passphrase
from alliance_cli.usecases.vault.permissions import warn_where_open
from alliance_cli.usecases.vault.secrets import PROMPT
from alliance_cli.usecases.vault.unlocking import Unlocking

if TYPE_CHECKING:
    from alliance_cli.storage.file.keys import Key


def create_vault(app: App, front: Front, keep_years: str | None = None) -> int | None:
    """Make the folder and an empty vault in it, under the key of the container or a first passphrase.

    ``keep_years`` says for how many years files are kept; otherwise a person is asked. Returns them, None if
    nobody said. Raises Refused if there is a vault already, Locked if there is no passphrase, and WrongUse for years
    that do not fit; then nothing is made.
    """
    from alliance_cli.storage.file.keys import derive, new_salt
    from alliance_cli.storage.file.vault import Vault
    from alliance_cli.usecases.settings import change_setting
    from alliance_cli.usecases.vault import retention_choice

    app.places.refuse_second_vault()
    key = app.key or derive(first_passphrase(front), new_salt())
    years = retention_choice.ask_years(app, front, keep_years) if app.key is None else None
    app.places.make_home()
    Vault.create(app.places.vault, key).close()
    if years is not None:
        change_setting(app, retention_choice.NAME, str(years))
    elif app.key is None:
        warn_where_open(app, app.places.vault)
    note_sync_folder(app, front)
    return years


def note_sync_folder(app: App, front: Front) -> None:
    """Warn if the vault is in a folder that is synchronised with other machines."""
    if service := app.places.sync_service:
        front.note(
            _(
                "The vault is in a folder of {service}, which copies files while they are being written and can "
                "bring back an older state. Keep only backups there, and the vault elsewhere.",
                service=service,
            )
        )


class PassphraseChange(Struct, frozen=True):
    """What else depended on the old passphrase.

    ``stale`` are the environment variables that still give it. ``renewed`` tells whether the remembered key follows
    the new one, and ``not_renewed`` why it does not; without a remembered key neither is set.
    """

    stale: tuple[str, ...]
    renewed: bool = False
    not_renewed: str = ""


def change_passphrase(app: App, front: Front) -> PassphraseChange:
    """Ask for the old passphrase and a new one, and make the new one open the vault.

    Raises Refused if both are the same, Locked, or VaultTrouble.
    """
    from alliance_cli.storage.copies.rekeying import change_key
    from alliance_cli.storage.file.keys import derive
    from alliance_cli.storage.file.vault import Vault
    from alliance_cli.usecases.vault.backup import backup_folder
    from alliance_cli.usecases.vault.copies import folders_of_copies, sweep_parts

    folder = backup_folder(app)
    stale = tuple(name for name in (COMMAND, VARIABLE) if os.environ.get(name))
    old = _proven_key(app, front, N_("The present passphrase: "))
    new = derive(new_passphrase(front, NEW), old.salt)
    if new == old:
        raise Refused(_("That is already the passphrase, so nothing was changed."), _("Choose another one."))
    change_key(app.places.vault, old, new)
    app.vault = Vault.open(app.places.vault, new)
    sweep_parts(app, folders_of_copies(app, folder))  # an unfinished copy opens with the old passphrase
    if not app.remembered.is_enabled:
        return PassphraseChange(stale)
    try:
        app.remembered.keep(new)
    except Refused as refused:
        return PassphraseChange(stale, not_renewed=refused.sentence)
    return PassphraseChange(stale, renewed=True)


def remember_key(app: App, front: Front) -> None:
    """Store the key in the keyring of the operating system for a person who knows the passphrase; raises Refused."""
    app.remembered.refuse_without_keyring()
    app.remembered.keep(_proven_key(app, front))


def forget_key(app: App) -> bool | None:
    """Remove the key from the keyring, without a passphrase; None if none was remembered.

    False if this machine no longer has a keyring; an earlier keyring may still hold the key.
    """
    return app.remembered.forget() if app.remembered.is_enabled else None


def recovery_code(app: App, front: Front, *, yes: bool) -> tuple[str, ...]:
    """The groups of the recovery code, for a person who knows the passphrase and, without ``yes``, confirms.

    Raises Refused if nobody can be asked, and Declined. The code is not stored.
    """
    from alliance_cli.core.vault import recovery

    if not yes and not front.interactive:
        sentence = _("The sheet holds a code that opens everything, so it is printed only if you ask for it.")
        raise Refused(sentence, _("When nobody can see your screen:"), Action(ActionKind.PRINT_RECOVERY))
    code = recovery.recovery_code(_proven_key(app, front).secret)
    if not yes and not front.confirm(_("Show the code that opens everything?"), _("Enter shows nothing.")):
        raise Declined(_("Nothing was shown."))
    return code


def _proven_key(app: App, front: Front, prompt: str = PROMPT) -> Key:
    """The key of the vault, from someone who knows the passphrase; the remembered key does not count."""
    with closing(Unlocking(app.places.vault, app.remembered, front).open(prompt, remembered=False)) as vault:
        app.holds_key = True
        return vault.key
