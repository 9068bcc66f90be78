"""What can still be read of a damaged vault, carried row by row into a new one under the same key."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher
from sqlcipher3.dbapi2 import Connection

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import Refused, VaultTrouble
from alliance_cli.core.vault.safekeeping import SalvagedTable
from alliance_cli.files import publish_numbered
from alliance_cli.storage.columns import TABLES
from alliance_cli.storage.file.damaged_reader import DamagedVaultReader, Fields, Unreadable, with_valid_text
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import temporary_vault

_FIRST = -1
"""Before every number there is, and as text before every id and name."""
_FARTHEST = 1 << 17
"""So many numbers beyond the last row that could be read are looked at for another."""


def salvage(path: Path, key: Key, wanted: Path) -> tuple[Path, tuple[SalvagedTable, ...]]:
    """Carry what can be read into a new vault of that name; raises Refused where a file is, VaultTrouble.

    A row whose client or session was lost is carried all the same: some lists may not show it, but no word is gone.
    """
    if os.path.lexists(wanted):
        raise Refused("There is a file of that name already, and it stays as it is.", "Name another.")
    old = DamagedVaultReader(path, key)
    try:
        with temporary_vault(wanted.parent) as part:
            Vault.open(part, key).close()
            new = Vault.open(part, key)
            with new.change_without_foreign_keys() as db:
                carried = tuple(_carry(old, db, table) for table in TABLES)
            new.close()
            if not any(each.rows for each in carried):
                raise VaultTrouble(
                    "Nothing in the vault could be read, so no new one was made.",
                    "The vault stays as it is. Go back to a backup with:",
                    Action(ActionKind.RESTORE),
                )
            return publish_numbered(part, wanted), carried
    finally:
        old.close()


def _carry(old: DamagedVaultReader, new: Connection, table: str) -> SalvagedTable:
    try:
        columns = [column for column in old.columns(table) if column in _columns(new, table)]
        reader = _Reader(old, table, columns, _parents(new, table))
    except Unreadable:
        return SalvagedTable(table, 0, 1)
    names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
    rows = refused = 0
    for row in reader.rows() if columns else ():
        try:
            new.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', with_valid_text(row))  # noqa: S608 - our own names
            rows += 1
        except sqlcipher.IntegrityError:  # a second row of the same key, as a damaged index lets in
            refused += 1
    return SalvagedTable(table, rows, reader.left + refused)


def _columns(new: Connection, table: str) -> set[str]:
    return {row[0] for row in new.execute("SELECT name FROM pragma_table_info(?)", [table])}


def _parents(new: Connection, table: str) -> list[str]:
    """The ids, in order, that the first column of the table's key can have: those of the rows it belongs to."""
    first = new.execute("SELECT name FROM pragma_table_info(?) WHERE pk = 1", [table]).fetchone()
    sql = 'SELECT "table" FROM pragma_foreign_key_list(?) WHERE "from" = ?'
    found = new.execute(sql, [table, first[0] if first else ""]).fetchone()
    return [row[0] for row in new.execute(f'SELECT id FROM "{found[0]}" ORDER BY id')] if found else []  # noqa: S608


_From = tuple[str, Fields]
"""How a key is compared, and with what."""


class _Reader:
    """Reads a table in the order it is kept in, and goes on behind each place that cannot be read."""

    def __init__(self, old: DamagedVaultReader, table: str, columns: Sequence[str], parents: Sequence[str]) -> None:
        self._old = old
        self._numbered = old.has_rowids(table)
        self._key = ["rowid"] if self._numbered else old.key_of(table)
        key = ", ".join(self._key)
        self._where = f'FROM "{table}" WHERE ({key}) {{}} ({", ".join("?" for _ in self._key)}) ORDER BY {key}'
        self._columns = ", ".join((*self._key, *columns))
        self._parents = parents
        self.left = 0
        """Places that could not be read."""

    def rows(self) -> Iterator[Fields]:
        """Every row that can be read."""
        size = len(self._key)
        on: _From | None = (">=", (_FIRST,) * size)
        while on is not None:
            try:
                for row in self._old.each(f"SELECT {self._columns} {self._where.format(on[0])}", on[1]):
                    on = self._after(row[:size])
                    yield row[size:]
                return
            except Unreadable:
                alone = self._alone(on)
                if alone:
                    on = self._after(alone[:size])
                    yield alone[size:]
                else:
                    self.left += 1
                    on = self._behind(on)

    def _alone(self, on: _From) -> Fields | None:
        """The next row read by itself: where several are read, trouble with one shows while the one before is given."""
        try:
            return next(self._old.each(f"SELECT {self._columns} {self._where.format(on[0])} LIMIT 1", on[1]), None)
        except Unreadable:
            return None

    def _after(self, key: Fields) -> _From:
        """From behind a row. A number is asked for as itself: sought as "greater than", it leads to the page before."""
        return (">=", (key[0] + 1,)) if self._numbered else (">", key)

    def _behind(self, on: _From) -> _From | None:
        """From where to go on: behind the row that cannot be read, or a place beyond the page it is on."""
        bare = f"SELECT {', '.join(self._key)} {self._where.format(on[0])} LIMIT 1"
        try:
            key = self._old.all(bare, on[1])  # where this can be read, what the row holds lies elsewhere
        except Unreadable:
            return self._numbers(on[1][0]) if self._numbered else self._next_parent(on[1])
        return self._after(key[0]) if key else None

    def _numbers(self, first: int) -> _From | None:
        step = 1
        while step <= _FARTHEST and not self._reads(first + step):
            step *= 2
        if step > _FARTHEST:
            return None
        low, high = first + step // 2, first + step  # nothing is read from low on, all from high on
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._reads(middle) else (middle, high)
        self.left += high - first - 1
        return (">=", (high,))

    def _reads(self, number: int) -> bool:
        """Whether a row of this number or a later one can be read."""
        try:
            return bool(self._old.all(f"SELECT rowid {self._where.format('>=')} LIMIT 1", [number]))
        except Unreadable:
            return False

    def _next_parent(self, at: Fields) -> _From | None:
        """From the rows of the next one they can belong to."""
        rest = (_FIRST,) * (len(self._key) - 1)
        for parent in self._parents:
            if parent > str(at[0]):
                try:
                    self._old.all(f"SELECT 1 {self._where.format('>=')} LIMIT 1", (parent, *rest))
                except Unreadable:
                    self.left += 1
                    continue
                return (">=", (parent, *rest))
        return None
