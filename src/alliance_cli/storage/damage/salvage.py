"""Copies the readable rows of a damaged vault into a new vault under the same key.

SQLite's own ``.recover`` cannot be used: sqlcipher3 0.6 is built without the recovery extension, ``sqlite_dbdata`` and
``sqlite_dbpage``, and recovering a decrypted copy would put plain text on the disk. Everything else in the build stops
at the first damaged page, even with ``PRAGMA writable_schema``. From a table of 2,000 rows in a file with seven damaged
pages, ``VACUUM INTO`` copied no row, one SELECT per table 216, and a SELECT from both ends at most 1,602. The reader
here copied 1,946 and counted the 54 that it had to leave.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher
from sqlcipher3.dbapi2 import Connection

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import Refused, VaultTrouble
from alliance_cli.core.vault.safekeeping import SalvagedTable
from alliance_cli.files.paths import is_taken
from alliance_cli.files.writing import publish_numbered
from alliance_cli.storage.columns import TALLIED
from alliance_cli.storage.damage.damaged_reader import DamagedVaultReader, Fields, Unreadable, with_valid_text
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import temporary_vault
from alliance_cli.translation import _

_FIRST = -1
"""Sorts before every row number and, as text, before every id and name."""
_FARTHEST = 1 << 17
"""How many row numbers beyond the last readable row are searched for another."""


def salvage(path: Path, key: Key, wanted: Path) -> tuple[Path, tuple[SalvagedTable, ...]]:
    """Copy all readable rows into a new vault at ``wanted``; return its path and the counts by table.

    A row whose client or session was lost is copied too. Raises Refused if the name is taken, VaultTrouble if nothing
    can be read.
    """
    if is_taken(wanted):
        raise Refused(_("There is a file of that name already, and it stays as it is."), _("Name another."))
    with closing(DamagedVaultReader(path, key)) as old, temporary_vault(wanted.parent) as part:
        Vault.open(part, key).close()
        with closing(Vault.open(part, key)) as new, new.change_without_foreign_keys() as db:
            carried = tuple(_copy_table(old, db, table) for table in TALLIED)
        if not any(each.rows for each in carried):
            raise VaultTrouble(
                _("Nothing in the vault could be read, so no new one was made."),
                _("The vault stays as it is. Go back to a backup with:"),
                Action(ActionKind.RESTORE),
            )
        return publish_numbered(part, wanted), carried


def _copy_table(old: DamagedVaultReader, new: Connection, table: str) -> SalvagedTable:
    try:
        columns = [column for column in old.columns(table) if column in _columns(new, table)]
        reader = _TableReader(old, table, columns, _parents(new, table))
    except Unreadable:
        return SalvagedTable(table, 0, 1)
    names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
    rows = refused = 0
    for row in reader.rows() if columns else ():
        try:
            new.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', with_valid_text(row))  # noqa: S608 - our own names
            rows += 1
        except sqlcipher.IntegrityError:  # a second row with the same key, which a damaged index allows
            refused += 1
    return SalvagedTable(table, rows, reader.left + refused)


def _columns(new: Connection, table: str) -> set[str]:
    return {row[0] for row in new.execute("SELECT name FROM pragma_table_info(?)", [table])}


def _parents(new: Connection, table: str) -> list[str]:
    """The possible values, in order, of the first column of the key: the ids of the rows it refers to."""
    first = new.execute("SELECT name FROM pragma_table_info(?) WHERE pk = 1", [table]).fetchone()
    sql = 'SELECT "table" FROM pragma_foreign_key_list(?) WHERE "from" = ?'
    found = new.execute(sql, [table, first[0] if first else ""]).fetchone()
    return [row[0] for row in new.execute(f'SELECT id FROM "{found[0]}" ORDER BY id')] if found else []  # noqa: S608


_Start = tuple[str, Fields]
"""Where to read from: a comparison and the key to compare with."""


class _TableReader:
    """Reads a table in key order and continues after each place that cannot be read."""

    def __init__(self, old: DamagedVaultReader, table: str, columns: Sequence[str], parents: Sequence[str]) -> None:
        self._old = old
        self._numbered = old.has_rowids(table)
        self._key = ["rowid"] if self._numbered else old.key_of(table)
        key = ", ".join(self._key)
        self._where = f'FROM "{table}" WHERE ({key}) {{}} ({", ".join("?" for _ in self._key)}) ORDER BY {key}'
        self._columns = ", ".join((*self._key, *columns))
        self._parents = parents
        self.left = 0
        """How many rows, or places of unknown size, could not be read."""

    def rows(self) -> Iterator[Fields]:
        """Every row that can be read."""
        size = len(self._key)
        on: _Start | None = (">=", (_FIRST,) * size)
        while on is not None:
            try:
                for row in self._old.each(f"SELECT {self._columns} {self._where.format(on[0])}", on[1]):
                    on = self._after(row[:size])
                    yield row[size:]
                return
            except Unreadable:
                single = self._single(on)
                if single:
                    on = self._after(single[:size])
                    yield single[size:]
                else:
                    self.left += 1
                    on = self._resume(on)

    def _single(self, on: _Start) -> Fields | None:
        """The next row, read alone: a query of several rows may fail one row before the unreadable one."""
        try:
            return next(self._old.each(f"SELECT {self._columns} {self._where.format(on[0])} LIMIT 1", on[1]), None)
        except Unreadable:
            return None

    def _after(self, key: Fields) -> _Start:
        """The start after a row. A row number is searched with ``>=``, because ``>`` would read the page before it."""
        return (">=", (key[0] + 1,)) if self._numbered else (">", key)

    def _resume(self, on: _Start) -> _Start | None:
        """Where to continue: after the unreadable row, or after its page; None if nothing more is found."""
        bare = f"SELECT {', '.join(self._key)} {self._where.format(on[0])} LIMIT 1"
        try:
            key = self._old.all(bare, on[1])  # the key is readable: only the row's overflow page is damaged
        except Unreadable:
            return self._next_number(on[1][0]) if self._numbered else self._next_parent(on[1])
        return self._after(key[0]) if key else None

    def _next_number(self, first: int) -> _Start | None:
        step = 1
        while step <= _FARTHEST and not self._reads(first + step):
            step *= 2
        if step > _FARTHEST:
            return None
        low, high = first + step // 2, first + step  # nothing is readable from low, a row is from high
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._reads(middle) else (middle, high)
        self.left += high - first - 1
        return (">=", (high,))

    def _reads(self, number: int) -> bool:
        """Whether a row with this number or a later one can be read."""
        try:
            return bool(self._old.all(f"SELECT rowid {self._where.format('>=')} LIMIT 1", [number]))
        except Unreadable:
            return False

    def _next_parent(self, at: Fields) -> _Start | None:
        """Start at the rows of the next parent whose rows can be read."""
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
