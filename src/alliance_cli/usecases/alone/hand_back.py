"""Gives the keyboard back to a person who knows the chosen PIN or the passphrase of the vault.

A PIN works for one hand-over. It is kept only in memory, as a salted hash, never in the vault. From the third wrong
try on, each wrong try makes the next wait longer. After five wrong tries the PIN stops working, and only the
passphrase is left.
"""

from __future__ import annotations

import re
from hashlib import pbkdf2_hmac
from hmac import compare_digest
from secrets import token_bytes
from typing import TYPE_CHECKING

from alliance_cli.core.errors import AllianceError, Interrupted, WrongUse
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.storage.file.vault import Vault
    from alliance_cli.usecases.front import Front

PIN = "[0-9]{4,8}"
PIN_TRIES = 5
WAITS_FROM = 3
"""After this many wrong tries the next one has to wait."""
LONGEST_WAIT = 60
"""Seconds."""
_ROUNDS = 200_000
"""PBKDF2-HMAC-SHA256; a PIN is guessed quickly whatever its hash, and the hash never leaves memory."""


class HandBack:
    """Checks the PIN or passphrase that ends the client's part. With an empty ``pin`` only the passphrase works."""

    def __init__(self, vault: Vault, pin: str = "") -> None:
        self._vault = vault
        self._salt = token_bytes(16)
        self._pin = self._hash(pin) if pin else b""
        self.wrong = 0
        """The number of wrong tries so far."""

    @property
    def takes_pin(self) -> bool:
        """Whether a PIN works, or only the passphrase."""
        return bool(self._pin) and self.wrong < PIN_TRIES

    @property
    def has_given_up_pin(self) -> bool:
        """Whether the PIN has stopped working after too many wrong tries."""
        return bool(self._pin) and not self.takes_pin

    @property
    def wait(self) -> int:
        """Seconds to wait before the next try counts."""
        over = self.wrong - WAITS_FROM
        return 0 if over < 0 else min(2 ** (over + 1), LONGEST_WAIT)

    def opens(self, typed: str) -> bool:
        """Whether this is the PIN or the passphrase. Anything else counts as a wrong try, except an empty text."""
        if not typed:
            return False
        right = (self.takes_pin and compare_digest(self._hash(typed), self._pin)) or is_passphrase(self._vault, typed)
        self.wrong = 0 if right else self.wrong + 1
        return right

    def _hash(self, pin: str) -> bytes:
        return pbkdf2_hmac("sha256", pin.encode(), self._salt, _ROUNDS)


def is_passphrase(vault: Vault, typed: str) -> bool:
    """Whether a passphrase or a recovery code belongs to an open vault. The file is not read or changed."""
    from alliance_cli.core.vault.passphrase import clean_passphrase
    from alliance_cli.usecases.vault.secrets import secret_of

    if not vault.is_open:
        return False
    for given in (clean_passphrase, str):  # an earlier version may have stored it uncleaned
        try:
            key = secret_of(given(typed))(vault.key.salt)
        except (AllianceError, UnicodeEncodeError):
            continue
        if compare_digest(key.secret, vault.key.secret):
            return True
        if given(typed) == typed:
            break
    return False


def check_pin(typed: str, *, is_needed: bool) -> None:
    """Raises WrongUse for an invalid PIN. An empty one means passphrase only, unless a PIN ``is_needed``."""
    if (typed or is_needed) and not re.fullmatch(PIN, typed):
        raise WrongUse(_("A PIN has 4 to 8 digits."))


def choose_pin(front: Front, *, is_needed: bool) -> str:
    """The PIN that a person chooses line by line; empty for passphrase only. Raises Interrupted."""
    question = (
        _("PIN to take the keyboard back, 4 to 8 digits: ")
        if is_needed
        else _("PIN to take the keyboard back, 4 to 8 digits (Enter: your passphrase does it): ")
    )
    while (typed := front.secret(question)) is not None:
        try:
            check_pin(typed, is_needed=is_needed)
        except WrongUse as unfit:
            front.note(unfit.sentence)
            continue
        if not typed or front.secret(_("The same once more: ")) == typed:
            return typed
        front.note(_("The two differ."))
    raise Interrupted(_("The keyboard was not handed over."))
