"""Decrypts every page of a vault file, including pages no longer in use."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from alliance_cli.storage.file.keys import SALT_BYTES, Key

PAGE, IV, RESERVED = 4096, 16, 80
"""SQLCipher 4: after each page's content come an initialization vector (16 bytes) and an HMAC (64 bytes)."""


def decrypted(path: Path, key: Key) -> bytes:
    """The content of all pages, one after the other."""
    content = path.read_bytes()
    return b"".join(_page(content[start : start + PAGE], start == 0, key) for start in range(0, len(content), PAGE))


def _page(page: bytes, first: bool, key: Key) -> bytes:
    end = PAGE - RESERVED
    cipher = Cipher(algorithms.AES256(key.secret), modes.CBC(page[end : end + IV])).decryptor()
    return cipher.update(page[SALT_BYTES if first else 0 : end]) + cipher.finalize()
