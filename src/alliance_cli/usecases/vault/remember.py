"""alliance vault remember and alliance vault forget."""

from __future__ import annotations

from alliance_cli.cli.setup import App


def remember(app: App) -> None:
    """Keep the key in the keyring of the operating system, for whoever knows the passphrase."""
    app.remembered.refuse_without_keyring()
    vault = app.unlocking.open(remembered=False)
    key = vault.key
    vault.close()
    app.remembered.keep(key)
    app.screen.say("Your keyring keeps the key now, so the passphrase is not asked for on this machine.")
    app.screen.say("Whoever is logged in here as you gets in without it. Undo it with: alliance vault forget")


def forget(app: App) -> None:
    """Take the key out of the keyring again; no passphrase is needed to be more careful."""
    if not app.remembered.is_enabled:
        app.screen.say("No key is remembered.")
        return
    app.remembered.forget()
    app.screen.say("The key is forgotten; the passphrase is asked for again.")
