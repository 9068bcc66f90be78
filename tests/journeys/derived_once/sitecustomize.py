"""Loaded by the interpreter before the program: keys that were already derived are read from a folder.

The derivation is slow by design and takes half the time of a start. ``KEYS_DERIVED`` names the folder. Each file is
named by all inputs of the derivation, so a program that derived differently would not find it.
"""

from __future__ import annotations

import hashlib
import os

_pbkdf2_hmac = hashlib.pbkdf2_hmac


def keep_keys_in(folder: str) -> None:
    """Make all programs that use this folder derive each key only once."""

    def pbkdf2_hmac(name: str, password: bytes, salt: bytes, rounds: int, dklen: int | None = None) -> bytes:
        asked = repr((name, password, salt, rounds, dklen)).encode()
        path = os.path.join(folder, hashlib.sha256(asked).hexdigest())  # noqa: PTH118 (pathlib costs a start its time)
        try:
            with open(path, "rb") as file:  # noqa: PTH123
                return file.read()
        except FileNotFoundError:
            derived = _pbkdf2_hmac(name, password, salt, rounds, dklen)
        unfinished = f"{path}.{os.getpid()}"
        with open(unfinished, "wb") as file:  # noqa: PTH123
            file.write(derived)
        os.replace(unfinished, path)  # noqa: PTH105
        return derived

    hashlib.pbkdf2_hmac = pbkdf2_hmac


if "KEYS_DERIVED" in os.environ:
    keep_keys_in(os.environ["KEYS_DERIVED"])
