"""Derives the key of a vault from a passphrase."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Any

from msgspec import Struct

from alliance_cli.storage.file.memory import protect_memory

SECRET_BYTES = 32
SALT_BYTES = 16
ROUNDS = 256_000
"""The rounds of PBKDF2-HMAC-SHA512: SQLCipher 4's default, with which its own tools open the vault too."""


class Key(Struct, frozen=True):
    """A raw 256-bit key, and the 16-byte salt at the start of the file that it opens."""

    secret: bytes
    salt: bytes

    def __repr__(self) -> str:
        return "Key()"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """Show no field, because fields of a key are secret."""
        return []

    @property
    def pragma(self) -> str:
        """The statement that sets the key, in hexadecimal, which needs no quoting."""
        return f"PRAGMA key = \"x'{self.hex}'\""

    @property
    def rekey_pragma(self) -> str:
        """The statement that rewrites an open file under this key."""
        return f"PRAGMA rekey = \"x'{self.hex}'\""

    @property
    def hex(self) -> str:
        """Secret and salt in hexadecimal, 96 characters; anyone who has it can open the vault."""
        return f"{self.secret.hex()}{self.salt.hex()}"

    @classmethod
    def from_hex(cls, text: str) -> Key | None:
        """The key from a text that ``hex`` returned; None for any other text."""
        try:
            raw = bytes.fromhex(text)
        except ValueError:
            return None
        return cls(raw[:SECRET_BYTES], raw[SECRET_BYTES:]) if len(raw) == SECRET_BYTES + SALT_BYTES else None


def new_salt() -> bytes:
    """A fresh random salt for a new vault."""
    from secrets import token_bytes

    return token_bytes(SALT_BYTES)


def random_key() -> Key:
    """A key without a passphrase, for a vault that is deleted when the program ends."""
    from secrets import token_bytes

    return Key(token_bytes(SECRET_BYTES), new_salt())


def derive(passphrase: str, salt: bytes) -> Key:
    """The key of a passphrase; composed and decomposed accents give the same key (NFC)."""
    protect_memory()
    words = unicodedata.normalize("NFC", passphrase).encode()
    return Key(hashlib.pbkdf2_hmac("sha512", words, salt, ROUNDS, dklen=SECRET_BYTES), salt)
