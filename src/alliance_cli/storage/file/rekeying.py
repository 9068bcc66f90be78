"""Another passphrase for the vault, so that at every moment the old one or the new one opens it.

The file is rewritten in place, in one transaction of SQLCipher's own: a program that has it open sees the change, where
one that holds a replaced file would go on writing into nothing. What experiment and source say of ``PRAGMA rekey``:

* The rollback journal holds the old pages under the old key, so a program killed half-way leaves the old passphrase.
* **The salt has to stay.** With another one, the first page in the journal gets the new salt beside the old key, and
  after a crash no passphrase would lead to any key.
* It does not tell how it ended: a commit that failed returns as if all were well. Whether the key was changed shows
  only when the file is opened afresh. The connection may hold one key for reading and another for writing by then, so
  nothing more is done with it.
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


def change_key(path: Path, old: Key, new: Key) -> None:
    """Make ``new`` the one key that opens the vault; raises Locked where ``old`` does not, VaultTrouble."""
    if new.salt != old.salt:
        raise ValueError("a key of another salt would be lost in a crash")
    Vault.open(path, old).close()
    _rewrite(path, old, new)
    try:
        Vault.open(path, new).close()
    except Locked:
        Vault.open(path, old).close()
        raise VaultTrouble(
            "The passphrase could not be changed; the old one still opens the vault.",
            "Nothing is lost. Close other windows of alliance, see that the disk has room, then try again.",
        ) from None


def _rewrite(path: Path, old: Key, new: Key) -> None:
    """Rewrite the file under the new key. What became of it shows only when it is opened afresh."""
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
