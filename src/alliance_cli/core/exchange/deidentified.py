"""De-identifies an export: aliases for codes, days since the first session for dates, ids without times."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from alliance_cli.core.exchange.column_kinds import STAMP, WHOLE
from alliance_cli.core.exchange.export import Column, Row, Table
from alliance_cli.core.exchange.selection import Owners
from alliance_cli.core.walk.kinds import Value

DayOf = Callable[[str], date]
"""Gives the local day of a stamp."""
LEFT_OUT = ("keep_until",)
"""It may follow from a date of birth."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def alias(number: int) -> str:
    """A, B … Z, AA, AB … for 0, 1 …"""
    letters = ""
    while number >= 0:
        letters, number = _LETTERS[number % 26] + letters, number // 26 - 1
    return letters


def aliases(codes: Sequence[str]) -> Mapping[str, str]:
    """Code to alias, in the order given; no alias is anyone's code."""
    taken = {code.casefold() for code in codes}
    free = (name for name in map(alias, count()) if name.casefold() not in taken)
    return dict(zip(codes, free, strict=False))


class Codes:
    """Replaces client codes in typed text with aliases."""

    def __init__(self, named: Mapping[str, str]) -> None:
        self._named = {code.casefold(): name for code, name in named.items()}
        longest = sorted(named, key=len, reverse=True)
        self._code = re.compile("|".join(map(_whole, longest)), re.IGNORECASE) if named else None

    def replaced(self, value: Value | None) -> Value | None:
        """The value with every code in it replaced."""
        if isinstance(value, tuple):
            return tuple(str(self.replaced(each)) for each in value)
        if self._code is None or not isinstance(value, str):
            return value
        return self._code.sub(lambda found: self._named.get(found.group().casefold(), "?"), value)


def _whole(code: str) -> str:
    """Where a code stands by itself; after a digit a letter may follow, as in "J7s"."""
    after = r"(?!\d)" if code[-1].isdigit() else r"(?![^\W_])"
    return r"(?<![^\W_])" + re.escape(code) + after


def deidentified(tables: Sequence[Table], codes: Sequence[str], day_of: DayOf) -> tuple[Table, ...]:
    """The tables without codes and dates. ``codes`` are those of every client, in the order of their aliases.

    Days are counted from local day to local day: those of UTC would differ from the date of the session and so tell
    the time zone.
    Names, places and dates that were typed into a note stay: only a person can see those.
    """
    return _Deidentifier(tables, aliases(codes), day_of).tables


class _Deidentifier:
    def __init__(self, tables: Sequence[Table], named: Mapping[str, str], day_of: DayOf) -> None:
        self._day_of = day_of
        self._owners = Owners(tables)
        self._codes = Codes(named)
        self._first = _first_days(tables, self._owners)
        clients = next((table.rows for table in tables if table.name == "client"), ())
        place = {code: number for number, code in enumerate(named)}
        self._place = {str(row["id"]): place[str(row["code"])] for row in clients}
        ordered = [replace(table, rows=tuple(sorted(table.rows, key=self._order(table)))) for table in tables]
        self._ids = {table.name: _new_ids(table) for table in ordered}
        self.tables = tuple(self._table(table) for table in ordered)

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
        return value if column.kind.options else self._codes.replaced(value)

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
