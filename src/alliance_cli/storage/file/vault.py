"""Opens the encrypted file and changes it in durable transactions.

It uses a rollback journal instead of WAL: between transactions everything is in one file, so a copy of that file is a
copy of the vault. ``synchronous = EXTRA`` also syncs the folder, so a committed transaction survives a power cut.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3.dbapi2 import Connection

from alliance_cli.core.errors import Locked, VaultGone, VaultTrouble
from alliance_cli.files.paths import exists, real_path, size_of
from alliance_cli.files.trouble import reason_of
from alliance_cli.files.writing import publish
from alliance_cli.storage.damage.rescuing import rescue
from alliance_cli.storage.file import connection as connecting
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.database_errors import translate_errors
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.reading import ReadableVault
from alliance_cli.storage.file.vault_file import FileIdentity, temporary_vault
from alliance_cli.storage.schema import LATEST
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.storage.file.tally import Tally

LARGE = 64 * 1024**2
"""The largest file, in bytes, that is copied in memory."""


def _nothing() -> None:
    """Do nothing when the vault changes."""


class Vault(ReadableVault):
    """An open vault. Every change happens inside ``change``."""

    def __init__(self, path: Path, key: Key) -> None:
        self._file = FileIdentity(path)
        super().__init__(path, key, "rw")
        self._opened_before = False
        self._up_to_date = False
        self._tally: Tally | None = None
        self.before_change: Callable[[], None] = _nothing
        """Called after the write lock is taken and before anything is changed."""
        self.on_commit: Callable[[], None] = _nothing
        """Called after each transaction that changed something."""
        self._key_changed: Locked | None = None
        self.opened_by_hand = False
        """Whether a person typed the passphrase in this process."""
        self.rescued: Path | None = None
        """Where its content was written after its file was deleted."""

    @classmethod
    def create(cls, path: Path, key: Key) -> Vault:
        """Create a vault under a free name, completely or not at all; raises VaultTrouble."""
        with temporary_vault(path.parent) as part:
            cls.open(part, key).close()
            try:
                publish(part, path)
            except OSError as error:
                reason = reason_of(error)
                raise VaultTrouble(
                    _("The vault cannot be made here ({reason}).", reason=reason), _("Nothing was changed.")
                ) from None
        return cls.open(path, key)

    @classmethod
    def open(cls, path: Path, key: Key) -> Vault:
        """Open a vault and bring its schema up to date; raises Locked or VaultTrouble."""
        with translate_errors():
            vault = cls(path, key)
            version = vault._version()
        vault._opened_before = True
        if version > LATEST:
            raise VaultTrouble(
                _("This vault was made by a newer version of the program."), _("Nothing was changed. Update first.")
            )
        vault._refuse_foreign_schema(version)
        if version < LATEST:
            from alliance_cli.storage.migrations import migrate

            with vault.change() as db:
                migrate(db)
        vault._up_to_date = True
        return vault

    @contextmanager
    def change(self, only: str | None = None, *, interruptible: bool = False) -> Iterator[Connection]:
        """A transaction: on disk when the block ends, rolled back when it fails.

        It takes the write lock at once, so two programs wait for each other instead of failing half-way. A change
        inside a change is part of the outer one. ``only`` names the only table that is changed, which saves preparing
        the others. Ctrl-C rolls back an ``interruptible`` change at once; any other change ends first.
        """
        if self._connection.in_transaction:
            yield self._connection
            return
        with nullcontext() if interruptible else connecting.delay_interrupts(), self._translated():
            self._keep_tally(only)
            before = self._connection.total_changes
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                self._file.refuse_if_replaced()
                self.before_change()
                yield self._connection
                self._refuse_bad_pages()
                changed = self._connection.total_changes != before
                if changed and self._tally:
                    self._tally.count_change()
            except BaseException as failure:
                self._roll_back(failure)
                raise
            with connecting.delay_interrupts(forget=interruptible):
                self._commit()
        if changed:
            self.on_commit()

    def _roll_back(self, failure: BaseException) -> None:
        """Undo a change; if the vault's file was deleted, raise the error that says where it was restored."""
        self._connection.rollback()
        if isinstance(failure, VaultGone):
            raise rescue(self) from None

    def _keep_tally(self, only: str | None) -> None:
        """Start counting the tables about to change; a vault being migrated is counted at the end."""
        if self._up_to_date:
            from alliance_cli.storage.file.tally import Tally  # only needed for changes

            self._tally = self._tally or Tally(self._connection)
            self._tally.keep(only)

    @contextmanager
    def much_room(self) -> Iterator[None]:
        """Within the block, cache more of the file in memory, for reading all of it client by client."""
        with self._translated():
            self._connection.execute(connecting.MUCH_ROOM)
        try:
            yield
        finally:
            with self._translated():
                self._connection.execute(connecting.ROOM_FOR_PAGES)

    @contextmanager
    def change_without_foreign_keys(self) -> Iterator[Connection]:
        """A change that does not check foreign keys, for filling a salvaged vault."""
        self._connection.execute("PRAGMA foreign_keys = OFF")
        with self.change() as db:
            yield db

    @contextmanager
    def patience(self, seconds: float) -> Iterator[None]:
        """Within the block, a change waits at most this long for another program."""
        before = self.rows("PRAGMA busy_timeout")[0]["timeout"]
        self.rows(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
        try:
            yield
        finally:
            self.rows(f"PRAGMA busy_timeout = {before}")

    def compact(self) -> None:
        """Rewrite the file without deleted data. The copy made for that is in memory; that of a large
        file is encrypted and beside it."""
        with connecting.delay_interrupts(), self._translated(), connecting.exclusive_lock(self._connection):
            self._file.refuse_if_replaced()
            self.before_change()
            with self._place_for_a_copy():
                self._connection.execute("VACUUM")
        self.on_commit()

    @contextmanager
    def _place_for_a_copy(self) -> Iterator[None]:
        path = real_path(self.path)
        if size_of(path) <= LARGE or not os.access(path.parent, os.W_OK):
            yield
            return
        self._tally = None  # its triggers are lost
        with connecting.copying_on_disk(self._connection, path.parent):
            yield

    def _commit(self) -> None:
        try:
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.rollback()
            raise

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Like ``translate_errors``; if the key no longer opens the vault, say that another program changed it."""
        try:
            if self._key_changed:
                raise self._key_changed
            with translate_errors():
                yield
        except Locked:
            if not self._opened_before:
                raise
            hint = _("What was kept before is kept. Run the command again, with the new one.")
            self._key_changed = Locked(_("The passphrase was changed while the vault was open here."), hint)
            raise self._key_changed from None

    def read_again(self, sql: str, given: Mapping[str, object]) -> list[Row]:
        """The rows of a query, read again from the file that has the vault's name now; raises AllianceError.

        If there is no such file any more, the content is written back first.
        """
        if not exists(self.path):
            raise rescue(self)
        again = ReadableVault.open(self.path, self.key)
        try:
            return again.rows(sql, given)
        finally:
            again.close()

    @property
    def is_open(self) -> bool:
        """Whether the vault can be read: false between ``lock`` and ``reconnect``."""
        return hasattr(self, "key")

    def lock(self) -> None:
        """Close the file and forget the key; until ``reconnect``, nothing can be read or changed."""
        self._connection.close()
        del self._connection, self.key

    def reconnect(self, fresh: Vault) -> None:
        """Take over the connection of a newly opened vault; references to this vault then work again."""
        self.key, self._file, self._connection = fresh.key, fresh._file, fresh._connection
        self.opened_by_hand = fresh.opened_by_hand
        self._tally = None
        self._key_changed = None
