"""alliance vault passphrase."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from alliance_cli.cli.setup import App
from alliance_cli.core.errors import Refused

if TYPE_CHECKING:
    from alliance_cli.storage.file.keys import Key


def change_passphrase(app: App) -> None:
    """Ask for the old passphrase and a new one, and make the new one open the vault."""
    from alliance_cli.storage.file.keys import derive
    from alliance_cli.storage.file.rekeying import change_key
    from alliance_cli.usecases.vault.passphrases import NEW, new_passphrase

    vault = app.unlocking.open("The passphrase there is now: ", remembered=False)
    old = vault.key
    vault.close()
    new = derive(new_passphrase(app.screen.say, NEW), old.salt)
    if new == old:
        raise Refused("That is the passphrase there is already, so nothing was changed.", "Choose another one.")
    change_key(app.places.vault, old, new)
    app.screen.say("The passphrase is changed. Backups made so far still open with the one they were made under.")
    _renew_what_knew_the_old_one(app, new)


def _renew_what_knew_the_old_one(app: App, new: Key) -> None:
    from alliance_cli.usecases.vault.passphrases import COMMAND, VARIABLE

    for name in (COMMAND, VARIABLE):
        if os.environ.get(name):
            app.screen.say(f"{name} still gives the old one; change it there too.")
    if not app.remembered.is_enabled:
        return
    try:
        app.remembered.keep(new)
    except Refused as refused:
        app.screen.say(f"{refused.sentence} Renew it with: alliance vault remember")
    else:
        app.screen.say("The remembered key is renewed too.")
