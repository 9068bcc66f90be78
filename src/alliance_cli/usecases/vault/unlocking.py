"""Who gets in: the sources of a passphrase in their order, and what is tried with what they give.

No passphrase outlives the call that derives its key; the key lives in the open vault and goes when that is locked.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from alliance_cli.core.errors import Locked
from alliance_cli.core.vault.recovery import MistypedCode, read_recovery_code
from alliance_cli.line.secret import ask_passphrase
from alliance_cli.usecases.vault.passphrases import COMMAND, TRIES, from_command, given_passphrase

if TYPE_CHECKING:
    from pathlib import Path

    from alliance_cli.storage.file.keys import Key
    from alliance_cli.storage.file.remembered import RememberedKey
    from alliance_cli.storage.file.vault import Vault

Secret = Callable[[bytes], "Key"]
"""Gives the key for a file of this salt."""

PROMPT = "Passphrase: "
_NO_VAULT = (
    "The vault's file is no vault, or it was cut short.",
    "Keep it, and restore a backup. What can be read of it: alliance vault check --salvage",
)


def secret_of(text: str) -> Secret:
    """A passphrase, or the code of a recovery sheet, as what gives the key."""
    from alliance_cli.storage.file.keys import Key, derive

    code = read_recovery_code(text)
    return lambda salt: Key(code, salt) if isinstance(code, bytes) else derive(text, salt)


def open_with(text: str, path: Path) -> Vault:
    """Open a vault with a passphrase or a recovery code; raises Locked."""
    from alliance_cli.storage.file.vault import Vault
    from alliance_cli.storage.file.vault_file import salt_of

    try:
        return Vault.open(path, secret_of(text)(salt_of(path)))
    except Locked:
        code = read_recovery_code(text)
        if code is None:
            raise
    if isinstance(code, MistypedCode):
        raise Locked(str(code), "It has eighteen groups of four. Compare it with the sheet.")
    raise Locked("That recovery code does not open this vault.", "A code stops working when the passphrase is changed.")


def _something(prompt: str) -> str | None:
    """What was typed; Enter alone is no try."""
    while (typed := ask_passphrase(prompt)) == "":
        pass
    return typed


class Unlocking:
    """The way into one vault. ``say`` shows a sentence to the person."""

    def __init__(self, path: Path, remembered: RememberedKey, say: Callable[[str], None]) -> None:
        self._path = path
        self._remembered = remembered
        self._say = say

    def open(self, prompt: str = PROMPT, *, remembered: bool = True) -> Vault:
        """Open the vault with what the first source gives: command, variable, remembered key, a person.

        Without ``remembered``, whoever wants to get in has to know the passphrase. Raises NoVault, Locked or
        VaultTrouble.
        """
        from alliance_cli.storage.file.vault_file import refuse_other_files

        refuse_other_files(self._path, *_NO_VAULT)  # no vault, no question
        given = given_passphrase()
        if given is not None:
            return open_with(given, self._path)
        vault = self._with_remembered_key() if remembered and self._remembered.is_enabled else None
        return vault or self._asked(prompt)

    def reopen(self, vault: Vault) -> None:
        """Open a vault again that was locked for want of a key pressed; only a person who knows how can.

        Enter alone runs the passphrase command once more, where there is one: some know no other way in.
        """
        command = os.environ.get(COMMAND)
        for _ in range(TRIES):
            typed = ask_passphrase(f"{PROMPT}(Enter runs your passphrase command) " if command else PROMPT)
            if typed is None:
                break
            try:
                fresh = open_with(typed or (from_command(command) if command else ""), vault.path)
            except Locked as locked:
                self._say(locked.sentence)
                continue
            vault.reconnect(fresh)
            return
        raise Locked("The vault stays locked. What was answered is kept.", "The same command goes on where you were.")

    def _with_remembered_key(self) -> Vault | None:
        from alliance_cli.storage.file.vault import Vault

        key = self._remembered.key()
        if key is None:
            self._say("The keyring of this machine did not give the remembered key.")
            return None
        try:
            return Vault.open(self._path, key)
        except Locked:
            self._say("The remembered key no longer opens the vault. Renew it with: alliance vault remember")
            return None

    def _asked(self, prompt: str) -> Vault:
        wrong = Locked("The vault is locked, and no passphrase was given.", f"Set {COMMAND}.")
        slip = ""
        for _ in range(TRIES):
            typed = _something(slip + prompt)
            if typed is None:
                break
            try:
                return open_with(typed, self._path)
            except Locked as locked:
                wrong = locked
                slip = "That is not it. " if read_recovery_code(typed) is None else f"{locked.sentence} "
        raise wrong
