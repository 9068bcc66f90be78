"""Gives the keyboard back to whoever knows the PIN that was chosen for it, or the passphrase of the vault.

The PIN is for one hand-over. It is kept as a salted hash in memory alone, never in the vault. After five wrong tries it
stops working, and only the passphrase is left; from the third wrong try on, the next has to wait, longer each time.
"""

from __future__ import annotations

import re
from hashlib import pbkdf2_hmac
from hmac import compare_digest
from secrets import token_bytes
from typing import TYPE_CHECKING

from alliance_cli.core.errors import AllianceError, Interrupted
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.storage.file.vault import Vault
    from alliance_cli.usecases.front import Front

PIN = "[0-9]{4,8}"
PIN_TRIES = 5
WAITS_FROM = 3
"""The number of wrong tries from which on the next has to wait."""
LONGEST_WAIT = 60
"""Seconds."""
_ROUNDS = 200_000
"""PBKDF2-HMAC-SHA256; a PIN is guessed quickly whatever its hash, and the hash never leaves memory."""


class HandBack:
    """The door between the client's part and the clinician's. An empty ``pin`` leaves the passphrase alone."""

    def __init__(self, vault: Vault, pin: str = "") -> None:
        self._vault = vault
        self._salt = token_bytes(16)
        self._pin = self._hash(pin) if pin else b""
        self.wrong = 0
        """How many tries were wrong so far."""

    @property
    def takes_pin(self) -> bool:
        """Whether a PIN opens it, or the passphrase alone."""
        return bool(self._pin) and self.wrong < PIN_TRIES

    @property
    def wait(self) -> int:
        """Seconds to wait before the next try counts."""
        over = self.wrong - WAITS_FROM
        return 0 if over < 0 else min(2 ** (over + 1), LONGEST_WAIT)

    def opens(self, typed: str) -> bool:
        """Whether this is the PIN or the passphrase; anything else counts as a wrong try, save nothing at all."""
        if not typed:
            return False
        right = (self.takes_pin and compare_digest(self._hash(typed), self._pin)) or is_passphrase(self._vault, typed)
        self.wrong = 0 if right else self.wrong + 1
        return right

    def _hash(self, pin: str) -> bytes:
        return pbkdf2_hmac("sha256", pin.encode(), self._salt, _ROUNDS)


def is_passphrase(vault: Vault, typed: str) -> bool:
    """Whether a passphrase or a recovery code is that of an open vault. The file is neither read nor changed."""
    from alliance_cli.core.vault.passphrase import clean_passphrase
    from alliance_cli.usecases.vault.secrets import secret_of

    if not vault.is_open:
        return False
    for given in (clean_passphrase, str):  # an odd passphrase of an earlier version opens as it is typed
        try:
            key = secret_of(given(typed))(vault.key.salt)
        except (AllianceError, UnicodeEncodeError):
            continue
        if compare_digest(key.secret, vault.key.secret):
            return True
        if given(typed) == typed:
            break
    return False


def choose_pin(front: Front, vault: Vault, *, is_demo: bool = False) -> str:
    """The PIN that a person chooses for the hand-over; empty for the passphrase alone, where that was typed.

    Who opened the vault without typing the passphrase may not know it by heart, and has to choose a PIN. Raises
    Interrupted where the person gives up.
    """
    needed = is_demo or not vault.opened_by_hand
    question = (
        _("PIN to take the keyboard back, 4 to 8 digits: ")
        if needed
        else _("PIN to take the keyboard back, 4 to 8 digits (Enter: your passphrase does it): ")
    )
    while (typed := front.secret(question)) is not None:
        if not typed and not needed:
            return ""
        if not re.fullmatch(PIN, typed):
            front.note(_("A PIN has 4 to 8 digits."))
        elif front.secret(_("The same once more: ")) == typed:
            return typed
        else:
            front.note(_("The two differ."))
    raise Interrupted(_("The keyboard was not handed over."))
