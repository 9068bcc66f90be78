"""What may open a file that is not opened as the vault of every day: a backup, or a vault that is damaged."""

from __future__ import annotations

from collections.abc import Iterator

from alliance_cli.cli.setup import App
from alliance_cli.usecases.vault.passphrases import TRIES, given_passphrase
from alliance_cli.usecases.vault.unlocking import PROMPT, Secret, secret_of


def secrets_of(app: App, again: str = f"That is not it. {PROMPT}", *, ask: bool = False) -> Iterator[Secret]:
    """What opens the vault, source by source: given, remembered, then what a person types, ``again`` from then on.

    With ``ask`` a person is asked also after a passphrase was given.
    """
    given = given_passphrase()
    if given is not None:
        yield secret_of(given)
        if not ask:
            return
    elif app.remembered.is_enabled and (key := app.remembered.key()) is not None:
        yield _with_secret(key.secret)
    from alliance_cli.line.secret import ask_passphrase

    for attempt in range(TRIES):
        typed = ask_passphrase(PROMPT if attempt == 0 and given is None else again)
        if typed is None:
            return
        yield secret_of(typed)


def _with_secret(secret: bytes) -> Secret:
    from alliance_cli.storage.file.keys import Key

    return lambda salt: Key(secret, salt)
