"""De-identifies an export: aliases for codes, days since the first session for dates, ids without times."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.exchange.aliases import aliases
from alliance_cli.core.exchange.column_kinds import ANSWER, CODE, STAMP, WHOLE
from alliance_cli.core.exchange.export import Column, Table
from alliance_cli.core.exchange.hider import Hider, LeftInText
from alliance_cli.core.exchange.row_source import NOBODY, RowBatch, RowSource, Values
from alliance_cli.core.walk.kinds import Value

DayOf = Callable[[str], date]
"""Returns the local day of a stamp."""
Change = Callable[[Values, date | None], Values]
"""Changes the values of a column for the export, given the day of the client's first session."""
LEFT_OUT = ("keep_until",)
"""Columns that are left out, since this date may be derived from a date of birth."""
TYPED = ("note", "own_part", "plan", "reason", "words")
"""The text columns, besides answers, that contain what a person typed about clients."""
_REPEATED = 1000
"""How many results to cache for words shared by many rows, such as script names, and for the days of stamps."""


class Deidentified(Struct, frozen=True):
    """The tables without codes and dates, and the words in typed text that may still identify somebody.

    ``left`` is filled while the rows are read.
    """

    tables: tuple[Table, ...]
    left: LeftInText


def deidentified(tables: Sequence[Table], codes: Sequence[str], day_of: DayOf) -> Deidentified:
    """Removes codes and dates from the tables. ``codes`` has the code of every client, in the order of the aliases.

    Days are counted between local dates: days in UTC could differ from session dates and so reveal the time zone.
    Names, places and dates typed into notes stay, since only a person can recognise them.
    """
    return _Deidentifier(tables, codes, day_of).result()


class _Deidentifier:
    """Renumbers rows in the order of the aliases, rows without a client last. It keeps only ids in memory."""

    def __init__(self, tables: Sequence[Table], codes: Sequence[str], day_of: DayOf) -> None:
        self._day_of = lru_cache(_REPEATED)(day_of)
        self._hider = Hider(aliases(codes))
        self._hide_word = lru_cache(_REPEATED)(self._hider.hide)
        self._left = LeftInText()
        self._tables = tables
        self._first = _first_days(tables)
        clients = next((table.rows for table in tables if table.name == "client"), ())
        place = {code: number for number, code in enumerate(codes)}
        self._order = [str(row["id"]) for row in sorted(clients, key=lambda row: place[str(row["code"])])]
        self._ids = {table.name: self._numbered(table) for table in tables if len(table.key) == 1}

    def result(self) -> Deidentified:
        return Deidentified(tuple(map(self._table, self._tables)), self._left)

    def _numbered(self, table: Table) -> Mapping[str, int]:
        keys = (key for client in (*self._order, NOBODY) for key in table.keys_of(client))
        return {key: number for number, key in enumerate(keys, start=1)}

    def _new_id(self, table: str) -> Callable[[Value | None], str | None]:
        """Returns a function from ids in the vault to ids in the export, or None for a row that is not exported."""
        find = cast("Mapping[Value | None, int]", self._ids.get(table, {})).get
        return lambda value: f"{table}-{number}" if (number := find(value)) else None

    def _table(self, table: Table) -> Table:
        columns = tuple(column for column in table.columns if column.name not in LEFT_OUT)
        there = table.names
        names = {_name(column) for column in columns if column.name in there}
        changes = [(column.name, _name(column), self._change(table, column)) for column in columns]
        rows = _DeidentifiedRows(table, names, self._clients, partial(self._batch, changes))
        return Table(table.name, tuple(map(_column, columns)), rows)

    def _clients(self, client: str | None) -> Sequence[str]:
        """The vault ids of the clients to include; ``client`` is an id in the export, None for all."""
        if client is None:
            return (*self._order, NOBODY)
        return (NOBODY,) if client == NOBODY else (self._order[int(client.rpartition("-")[2]) - 1],)

    def _batch(self, changes: Iterable[tuple[str, str, Change]], client: str, batch: RowBatch) -> RowBatch:
        first, there = self._first.get(client), batch.columns
        return RowBatch({new: change(there[name], first) for name, new, change in changes if name in there})

    def _change(self, table: Table, column: Column) -> Change:
        """The function that changes the values of a column."""
        if column.kind.is_time:
            return partial(self._days, column)
        if column.into:
            return _each(self._new_id(column.into))
        if column.kind is ANSWER or column.name in TYPED:
            typed = partial(self._hider.hide, left=self._left)
            return lambda values, _: [_hidden(value, typed) for value in values]
        if column.kind.options:
            return lambda values, _: values
        hide = self._hider.alias_of if column.kind is CODE else self._hide_word
        if column.key and table.name in self._ids:
            new_id = self._new_id(table.name)
            return _each(lambda value: new_id(value) or _hidden(value, hide))
        return _each(lambda value: _hidden(value, hide))

    def _days(self, column: Column, values: Values, first: date | None) -> Values:
        if first is None:
            return (None,) * len(values)
        days = {each: (self._day(column, str(each)) - first).days for each in {*values} - {None}}
        return tuple(map(days.get, values))

    def _day(self, column: Column, value: str) -> date:
        return self._day_of(value) if column.kind is STAMP else date.fromisoformat(value)


class _DeidentifiedRows(RowSource):
    """The rows of a table in the order of the aliases, changed as they are read."""

    def __init__(
        self,
        table: Table,
        names: Collection[str],
        clients: Callable[[str | None], Sequence[str]],
        change: Callable[[str, RowBatch], RowBatch],
    ) -> None:
        self._table, self._names, self._clients, self._change = table, names, clients, change

    def batches(self, client: str | None = None) -> Iterator[RowBatch]:
        for each in self._clients(client):
            yield from map(partial(self._change, each), self._table.batches(each))

    @property
    def names(self) -> Collection[str]:
        return self._names

    def __len__(self) -> int:
        return len(self._table.rows)


def _each(change: Callable[[Value | None], Value | None]) -> Change:
    """Applies ``change`` once to each distinct value of a column, since neighbouring rows often share values."""

    def changed(values: Values, _: date | None) -> Values:
        different = {value: change(value) for value in {*values}}
        return [different[value] for value in values]

    return changed


def _hidden(value: Value | None, hide: Callable[[str], str]) -> Value | None:
    """The value with ``hide`` applied to every text in it."""
    if isinstance(value, str):
        return hide(value)
    return tuple(map(hide, value)) if isinstance(value, tuple) else value


def _column(column: Column) -> Column:
    """The column in the export: dates become days since the client's first session."""
    return replace(column, name=_name(column), kind=WHOLE) if column.kind.is_time else column


def _name(column: Column) -> str:
    return f"{column.name}_day" if column.kind.is_time else column.name


def _first_days(tables: Sequence[Table]) -> Mapping[str, date]:
    """The day of each client's first session by client id; without a session, the day the file was opened."""
    by_name = {table.name: table.rows for table in tables}
    days = {str(row["id"]): date.fromisoformat(str(row["opened_on"])) for row in by_name.get("client", ())}
    held: dict[str, str] = {}
    for row in by_name.get("session", ()):
        client, day = str(row["client"]), str(row["held_on"])
        held[client] = min(held.get(client, day), day)
    return {**days, **{client: date.fromisoformat(day) for client, day in held.items()}}
