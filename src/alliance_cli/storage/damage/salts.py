"""Finds copies of a vault's salt, for a file whose own salt is damaged: one flipped bit locks everyone out.

The salt is not secret. It is the first 16 bytes of the file and of every backup, and is in the marker beside the vault.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from alliance_cli.core.errors import AllianceError
from alliance_cli.files.paths import entries
from alliance_cli.storage.file.last_seen import known_salt
from alliance_cli.storage.file.places import Places
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of
from alliance_cli.storage.schema import LATEST

_MOST = 3
"""How many other salts are tried at most, since each takes one key derivation."""


def other_salts(path: Path, vault: Path | None = None) -> list[bytes]:
    """The salts found beside the vault that differ from the one in the file, likeliest first."""
    own = salt_of(path)
    found = dict.fromkeys(_kept(Places((vault or path).parent)))
    return list(islice((salt for salt in found if salt != own), _MOST))


def _kept(places: Places) -> Iterator[bytes]:
    if salt := known_salt(places.last_seen):
        yield salt
    backups = entries(places.backups, "alliance-*.db")
    for path in (places.vault, *reversed(backups), *entries(places.home, "vault-*.db")):
        try:
            yield salt_of(path)
        except AllianceError:
            continue


def mend_salt(vault: Vault) -> None:
    """Rewrite the first page, which also writes the salt that opened the vault."""
    with vault.change() as db:
        db.execute(f"PRAGMA user_version = {LATEST}")
