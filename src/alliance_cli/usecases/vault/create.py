"""Creates the vault, once."""

from __future__ import annotations

from alliance_cli.usecases.app import App
from alliance_cli.usecases.front import Front


def create_vault(app: App, front: Front) -> None:
    """Make the folder and an empty vault in it, under the key of the container or a first passphrase.

    Raises Refused where there is a vault already, and Locked where no passphrase can be had.
    """
    from alliance_cli.storage.file.keys import derive, new_salt
    from alliance_cli.storage.file.vault import Vault
    from alliance_cli.usecases.vault.passphrases import first_passphrase

    app.places.refuse_second_vault()
    key = app.key or derive(first_passphrase(front), new_salt())
    app.places.make_home()
    Vault.create(app.places.vault, key).close()
