"""Opens the encrypted file for reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

from alliance_cli.storage.file import connection as connecting
from alliance_cli.storage.file.connection import Fields, Row
from alliance_cli.storage.file.database_errors import damaged, read_a_bad_page, translate_errors
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.schema_guard import OBJECTS, refuse_foreign_schema
from alliance_cli.storage.schema import LATEST


class ReadableVault:
    """An open vault that is read and not changed."""

    def __init__(self, path: Path, key: Key, mode: str = "ro") -> None:
        self.path = path
        self.key = key
        self._connection = connecting.connect(path, key, mode)

    @classmethod
    def open(cls, path: Path, key: Key) -> Self:
        """Open a vault, whatever its schema; raises Locked or VaultTrouble."""
        with translate_errors():
            vault = cls(path, key)
            version = vault._version()
        if version <= LATEST:
            vault._refuse_foreign_schema(version)
        return vault

    def _version(self) -> int:
        version = int(self.rows("PRAGMA user_version")[0]["user_version"])
        self._connection.execute(connecting.ROOM_FOR_PAGES)
        return version

    def _refuse_foreign_schema(self, version: int) -> None:
        """Raises Damaged for a trigger, view, table or column that the program did not make."""
        refuse_foreign_schema(version, (tuple(row.values()) for row in self.rows(OBJECTS)))

    @property
    def changes(self) -> int:
        """How many transactions have changed the vault since counting began; -1 if that is not known."""
        found = self.rows("SELECT rows FROM tally WHERE name = ''")
        return int(found[0]["rows"]) if found else -1

    def rows(self, sql: str, given: Mapping[str, object] | None = None) -> list[Row]:
        """The rows of a query, as mappings; raises VaultTrouble if one of their pages is damaged."""
        with self._translated():
            found = connecting.rows(self._connection, sql, given or {})
        self._refuse_bad_pages()
        return found

    def stream(self, sql: str, given: Mapping[str, object] | None = None) -> Iterator[Row]:
        """The rows of a query one by one, for results too large for memory; raises as ``rows`` does."""
        with self._translated():
            yield from connecting.stream(self._connection, sql, given or {})
        self._refuse_bad_pages()

    def batches(self, sql: str, given: Mapping[str, object], size: int) -> Iterator[list[Fields]]:
        """The rows of a query as tuples, ``size`` of them at a time; raises as ``rows`` does."""
        with self._translated():
            yield from connecting.batches(self._connection, sql, given, size)
        self._refuse_bad_pages()

    def _refuse_bad_pages(self) -> None:
        """Raises VaultTrouble if a damaged page was read."""
        with self._translated():
            if read_a_bad_page(self._connection):
                raise damaged()

    def copy_into(self, path: Path) -> None:
        """Write the content, without deleted data, into an empty file under the same key and salt."""
        with translate_errors():
            self._connection.execute("VACUUM INTO ?", [str(path)])

    def _translated(self) -> AbstractContextManager[None]:
        """Turn errors of the database into sentences."""
        return translate_errors()

    def close(self) -> None:
        self._connection.close()
