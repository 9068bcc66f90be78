"""De-identifies an export: aliases for codes, days since the first session for dates, ids without times."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.exchange.aliases import aliases
from alliance_cli.core.exchange.column_kinds import ANSWER, CODE, STAMP, WHOLE
from alliance_cli.core.exchange.export import Column, Row, Table
from alliance_cli.core.exchange.hider import Hider, LeftInText
from alliance_cli.core.exchange.selection import Owners
from alliance_cli.core.walk.kinds import Value

DayOf = Callable[[str], date]
"""Gives the local day of a stamp."""
LEFT_OUT = ("keep_until",)
"""It may follow from a date of birth."""
TYPED = ("note", "plan", "reason")
"""The columns of text, beside answers, that hold what a person typed about clients."""


class Deidentified(Struct, frozen=True):
    """The tables without codes and dates, and what in the typed text may still tell who somebody is."""

    tables: tuple[Table, ...]
    left: LeftInText


def deidentified(tables: Sequence[Table], codes: Sequence[str], day_of: DayOf) -> Deidentified:
    """Takes codes and dates out of the tables. ``codes`` are those of every client, in the order of their aliases.

    Days are counted from local day to local day: those of UTC would differ from the date of the session and so tell
    the time zone.
    Names, places and dates that were typed into a note stay: only a person can see those.
    """
    return _Deidentifier(tables, codes, day_of).result()


class _Deidentifier:
    def __init__(self, tables: Sequence[Table], codes: Sequence[str], day_of: DayOf) -> None:
        self._day_of = day_of
        self._owners = Owners(tables)
        self._hider = Hider(aliases(codes))
        self._typed: list[str] = []
        self._first = _first_days(tables, self._owners)
        clients = next((table.rows for table in tables if table.name == "client"), ())
        place = {code: number for number, code in enumerate(codes)}
        self._place = {str(row["id"]): place[str(row["code"])] for row in clients}
        self._tables = [replace(table, rows=tuple(sorted(table.rows, key=self._order(table)))) for table in tables]
        self._ids = {table.name: _new_ids(table) for table in self._tables}

    def result(self) -> Deidentified:
        tables = tuple(map(self._table, self._tables))
        return Deidentified(tables, self._hider.left_in(self._typed))

    def _order(self, table: Table) -> _Order:
        return _Order(table.name, self._owners, self._place)

    def _table(self, table: Table) -> Table:
        columns = [column for column in table.columns if column.name not in LEFT_OUT]
        rows = tuple(self._row(table, columns, row) for row in table.rows)
        return Table(table.name, tuple(map(_column, columns)), rows)

    def _row(self, table: Table, columns: Iterable[Column], row: Row) -> Row:
        first = self._first.get(self._owners.client_of(table.name, row))
        here = (column for column in columns if column.name in row)
        return {_name(column): self._value(table, column, row[column.name], first) for column in here}

    def _value(self, table: Table, column: Column, value: Value | None, first: date | None) -> Value | None:
        if column.kind.is_time:
            return None if value is None or first is None else (self._day(column, str(value)) - first).days
        ids = self._ids.get(column.into or (table.name if column.key else ""), {})
        if column.into or str(value) in ids:
            return ids.get(str(value))
        return value if column.kind.options else self._replaced(column, value)

    def _replaced(self, column: Column, value: Value | None) -> Value | None:
        """The value with every code in it replaced."""
        if isinstance(value, tuple):
            return tuple(str(self._replaced(column, each)) for each in value)
        if not isinstance(value, str):
            return value
        if column.kind is CODE:
            return self._hider.alias_of(value)
        if column.kind is ANSWER or column.name in TYPED:
            self._typed.append(value)
        return self._hider.hide(value)

    def _day(self, column: Column, value: str) -> date:
        return self._day_of(value) if column.kind is STAMP else date.fromisoformat(value)


class _Order:
    """Sorts rows by their client's alias; rows of no client come last."""

    def __init__(self, table: str, owners: Owners, place: Mapping[str, int]) -> None:
        self._table, self._owners, self._place = table, owners, place

    def __call__(self, row: Row) -> int:
        return self._place.get(self._owners.client_of(self._table, row), len(self._place))


def _new_ids(table: Table) -> Mapping[str, str]:
    return {old: f"{table.name}-{number}" for number, old in enumerate(table.indexed(), start=1)}


def _column(column: Column) -> Column:
    """A column of dates becomes one of days since the client's first session."""
    return replace(column, name=_name(column), kind=WHOLE) if column.kind.is_time else column


def _name(column: Column) -> str:
    return f"{column.name}_day" if column.kind.is_time else column.name


def _first_days(tables: Sequence[Table], owners: Owners) -> Mapping[str, date]:
    """Each client's first session; the day a client was opened where there was none."""
    by_name = {table.name: table.rows for table in tables}
    days: dict[str, list[date]] = {}
    for row in by_name.get("session", ()):
        days.setdefault(owners.client_of("session", row), []).append(date.fromisoformat(str(row["held_on"])))
    opened = {str(row["id"]): date.fromisoformat(str(row["opened_on"])) for row in by_name.get("client", ())}
    return {**opened, **{client: min(held) for client, held in days.items()}}
