"""Changes the key of a vault. At every moment either the old or the new passphrase opens it.

SQLCipher rewrites the file in place, in one transaction, so other programs that have it open see the change. Facts
about ``PRAGMA rekey``, from experiments and its source:

* The rollback journal contains the old pages under the old key, so after a kill the old passphrase is still valid.
* **The salt must stay.** With a new salt, the first page in the journal would combine it with the old key, and after a
  crash no passphrase would open the vault.
* It does not report a failed commit. Only opening the file again shows whether the key was changed. By then the
  connection may read with one key and write with the other, so it is closed.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from alliance_cli.core.errors import Locked, VaultTrouble
from alliance_cli.storage.file.connection import connect, delay_interrupts
from alliance_cli.storage.file.database_errors import translate_errors
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import FileIdentity
from alliance_cli.translation import _


def change_key(path: Path, old: Key, new: Key) -> None:
    """Replace the key ``old`` by ``new``.

    Raises Locked if ``old`` does not open the vault, VaultTrouble if the change failed and ``old`` still opens it, and
    ValueError for a key with another salt.
    """
    if new.salt != old.salt:
        raise ValueError("a key of another salt would be lost in a crash")
    Vault.open(path, old).close()
    _rewrite(path, old, new)
    try:
        Vault.open(path, new).close()
    except Locked:
        Vault.open(path, old).close()
        raise VaultTrouble(
            _("The passphrase could not be changed; the old one still opens the vault."),
            _("Nothing is lost. Close other windows of alliance, see that the disk has room, then try again."),
        ) from None


def _rewrite(path: Path, old: Key, new: Key) -> None:
    """Rewrite the file under the new key; only opening it again shows whether that worked."""
    file = FileIdentity(path)
    with delay_interrupts(), translate_errors():
        connection = connect(path, old)
        try:
            connection.execute("BEGIN IMMEDIATE")
            file.refuse_if_replaced()
            with suppress(sqlcipher.OperationalError):
                connection.execute(new.rekey_pragma)
        finally:
            connection.close()
