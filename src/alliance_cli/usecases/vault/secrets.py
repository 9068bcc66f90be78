"""Derives a key from the secret that a person, the environment or the keyring gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from alliance_cli.core.errors import Locked
from alliance_cli.core.vault.passphrase import clean_passphrase, is_odd
from alliance_cli.core.vault.recovery import read_recovery_code
from alliance_cli.translation import N_, _
from alliance_cli.usecases.vault.passphrases import TRIES, given_passphrase

if TYPE_CHECKING:
    from alliance_cli.storage.file.keys import Key
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front

Secret = Callable[[bytes], "Key"]
"""Gives the key for a file with this salt."""
PROMPT = N_("Passphrase: ")


def secret_of(text: str) -> Secret:
    """The secret that a passphrase or a recovery code stands for."""
    from alliance_cli.storage.file.keys import Key, derive

    code = read_recovery_code(text)
    return lambda salt: Key(code, salt) if isinstance(code, bytes) else derive(text, salt)


def secrets_of(
    app: App, front: Front, again: str = N_("That is not it. Passphrase: "), *, ask: bool = False
) -> Iterator[Secret]:
    """All secrets that may open a backup or a damaged vault, one source after the other.

    First comes what the environment gives or else the remembered key, then what a person types; ``again`` is the
    prompt after the first try, as it stands in the source. With ``ask`` a person is asked even if the environment
    gives a passphrase.
    """
    from alliance_cli.storage.file.keys import Key

    given = given_passphrase(front)
    if given is not None:
        yield from _secrets(given)
        if not ask:
            return
    elif app.remembered.is_enabled and (key := app.remembered.key()) is not None:
        remembered = key.secret
        yield lambda salt: Key(remembered, salt)
    for attempt in range(TRIES):
        typed = front.secret(_(PROMPT if attempt == 0 and given is None else again))
        if typed is None:
            return
        yield from _secrets(typed) if typed else ()


def _secrets(given: str) -> Iterator[Secret]:
    """The secrets of a passphrase, first cleaned and then as given; raises Locked if it is empty or not text."""
    if is_odd(given):
        with suppress(Locked):
            yield secret_of(clean_passphrase(given))
        yield secret_of(given)
    else:
        yield secret_of(clean_passphrase(given))
