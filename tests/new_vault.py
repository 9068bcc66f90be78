"""Makes new vaults quickly: derives each key once, and copies one vault for each key."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from alliance_cli.storage.file import keys
from alliance_cli.storage.file.keys import Key, random_key
from alliance_cli.storage.file.vault import Vault

KEY = random_key()
"""A key that no passphrase derives, the same for all vaults of this process that need no other."""

derive = cache(keys.derive)
"""Derivation is slow by design; the same passphrase and salt are derived once."""


@cache
def _made(key: Key) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "vault.db"
        Vault.create(path, key).close()
        return path.read_bytes()


def new_vault(path: Path, key: Key = KEY) -> Vault:
    """An open, empty vault; two vaults under one key have the same id and tally key."""
    path.touch(0o600, exist_ok=False)
    path.write_bytes(_made(key))
    return Vault.open(path, key)
