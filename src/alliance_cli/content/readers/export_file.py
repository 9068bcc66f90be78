"""Reads an exported JSON document back. All mistakes are listed at once, and none repeats typed text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from msgspec.structs import replace

from alliance_cli.content.readers.json_pieces import JsonPieces, NotJson, RepeatedKey
from alliance_cli.content.yaml.mistakes import KeyPath, MistakeCollector
from alliance_cli.core.errors import Mistake, Mistakes, WrongUse
from alliance_cli.core.exchange.export import VERSION, Table
from alliance_cli.core.exchange.row_rules import row_mistakes
from alliance_cli.core.exchange.row_source import Row, RowSource
from alliance_cli.translation import _

_HEAD = ("alliance_export", "says", "classes", "made_on", "for_record", "deidentified", "tables")
NOT_READ = ("score", "backup")
"""Tables that are not read back: scores are computed from the others, backups belong to the exporting vault."""


def read_export(
    file: BinaryIO, name: str, empty: Sequence[Table], readable: Callable[[str], object]
) -> tuple[Table, ...]:
    """The tables of an export, each with the columns of the table of that name in ``empty``.

    The whole file is checked first; its rows are read again one by one when they are iterated over, so the file has
    to stay open. ``readable`` reads a script version or raises Mistakes. Raises Mistakes that call the file ``name``,
    or WrongUse for a de-identified export.
    """
    collector = MistakeCollector(name)
    try:
        found = _Document(JsonPieces(file), file, empty, readable, collector)
    except UnicodeDecodeError:
        raise _no_export(name, 0, _("is not UTF-8 text")) from None
    except NotJson as error:
        raise _no_export(name, error.line, _("is not JSON from here on")) from None
    except RepeatedKey:
        raise _no_export(name, 0, _("has the same key twice in one place")) from None
    except (ValueError, RecursionError):
        what = _("has a number that cannot be read, or brackets nested too deeply")
        raise _no_export(name, 0, what) from None
    if not found.is_export:
        raise _no_export(name, 0, _("is not an export of alliance"))
    collector.raise_if_any()
    return tuple(found.tables)


def _no_export(name: str, line: int, what: str) -> Mistakes:
    return Mistakes((Mistake(name, line, "", what),))


class _Document:
    """One pass through the file, which notes where each table begins and lists all mistakes."""

    def __init__(
        self,
        pieces: JsonPieces,
        file: BinaryIO,
        empty: Sequence[Table],
        readable: Callable[[str], object],
        collector: MistakeCollector,
    ) -> None:
        self._pieces, self._file, self._readable, self._collector = pieces, file, readable, collector
        self._known = {table.name: table for table in empty}
        self.tables: list[Table] = []
        self.is_export = False
        if pieces.next_sign() in tuple('["-tfn0123456789'):
            return
        there = False
        for key in pieces.object_keys():
            if key == "tables" and pieces.next_sign() == "{":
                there = True
                self._read_tables()
            else:
                self._head(key, pieces.value())
        pieces.end()
        if not there:
            collector.add(0, "tables", _("is missing, or not a mapping of tables"))

    def _head(self, key: str, value: object) -> None:
        if key == "deidentified" and value:
            raise WrongUse(
                _("A de-identified export cannot be read back."), _("It holds no codes and no dates to go by.")
            )
        if key == "alliance_export":
            self.is_export = True
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                self._collector.add(0, key, _("is not the number of a version"))
            elif value > VERSION:
                self._collector.add(0, key, _("was made by a newer alliance; update first"))
        elif key not in _HEAD:
            what = _("is not a key here; the keys are {names}", names=", ".join(_HEAD))
            KeyPath(self._collector).wrong_key(key, 0, what, _HEAD)

    def _read_tables(self) -> None:
        at = KeyPath(self._collector, "tables")
        for key in self._pieces.object_keys():
            if key not in self._known and key not in NOT_READ:
                at.wrong_key(key, 0, _("is not a table of this version"), self._known)
            if self._pieces.next_sign() != "[":
                self._pieces.value()
                if key in self._known:
                    at.inside(key).wrong(0, _("is not a list of rows"))
            elif key in self._known:
                self._read_table(self._known[key], at.inside(key))
            else:
                for _item in self._pieces.items():
                    self._pieces.value()

    def _read_table(self, table: Table, at: KeyPath) -> None:
        self._pieces.next_sign()
        begins, number = self._pieces.at, 0
        checker = _RowChecker(table, at, self._readable)
        for number, _item in enumerate(self._pieces.items(), start=1):
            checker.check(number, self._pieces.value())
        self.tables.append(replace(table, rows=FileRows(self._file, begins, number, table)))


class FileRows(RowSource):
    """The rows of one table in a file, checked before; it is not known which clients they belong to."""

    def __init__(self, file: BinaryIO, begins: int, count: int, table: Table) -> None:
        self._file, self._begins, self._count, self._table = file, begins, count, table

    def read(self, client: str | None = None) -> Iterator[Row]:
        pieces = JsonPieces(self._file, self._begins)
        for _item in pieces.items():
            row = pieces.value()
            yield {name: _value(value) for name, value in row.items()} if list in map(type, row.values()) else row

    @property
    def names(self) -> Collection[str]:
        return {name for row in self.read() for name in row}

    def __len__(self) -> int:
        return self._count


class _RowChecker:
    """Checks the rows of one table: each column, the columns against each other, and repeated keys."""

    def __init__(self, table: Table, at: KeyPath, readable: Callable[[str], object]) -> None:
        self._table, self._at, self._readable = table, at, readable
        self._columns = {column.name: column for column in table.columns}
        self._key = table.key
        self._seen = set[int]()
        """Hashes of keys, which take a tenth of the memory."""

    def check(self, number: int, row: object) -> None:
        """Check one row; ``number`` counts from 1."""
        if not isinstance(row, dict):
            self._at.nth(number).wrong(0, _("is not a mapping of columns"))
        elif self._fits(number, row):
            self._check_whole(number, row)

    def _fits(self, number: int, row: Mapping[str, Any]) -> bool:
        """Whether every column is known and its value fits, and no column of the key is missing."""
        fits = True
        for name, value in row.items():
            column = self._columns.get(name)
            if column is None:
                fits = False
                self._at.nth(number).wrong_key(
                    name, 0, _("is not a column of {table}", table=self._table.name), self._columns
                )
            elif not (value is None and column.nullable) and not column.kind.fits(_value(value)):
                fits = False
                self._at.nth(number).inside(name).wrong(0, column.kind.is_not)
        for name in self._key:
            if name not in row:
                fits = False
                self._at.nth(number).inside(name).wrong(0, _("is missing"))
        return fits

    def _check_whole(self, number: int, row: Mapping[str, Any]) -> None:
        key = hash(tuple([row[name] for name in self._key]))
        if self._key and key in self._seen:
            self._at.nth(number).wrong(0, _("is in the file twice"))
        self._seen.add(key)
        for column, what in row_mistakes(self._table.name, row):
            here = self._at.nth(number)
            (here.inside(column) if column else here).wrong(0, what)
        if self._table.name == "wording":
            _check_script_version(row, self._at.nth(number), self._readable)


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _check_script_version(row: Row, at: KeyPath, readable: Callable[[str], object]) -> None:
    try:
        readable(str(row.get("text", "")))
    except Mistakes:
        at.inside("text").wrong(0, _("is not a script that can be read"))
