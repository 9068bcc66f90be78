"""Chooses the rows of an export: those of some clients, those for a record, and the scores that go with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from alliance_cli.core.exchange.column_kinds import ID, NUMBER, TEXT, WHOLE
from alliance_cli.core.exchange.export import Column, Row, Table
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.instruments.scored import score_of
from alliance_cli.core.instruments.scoring import Administration, Score

FOR_RECORD: Mapping[str, tuple[str, ...]] = {
    "client": ("id", "code", "opened_on", "closed_on"),
    "session": ("id", "client", "held_on", "started_at", "ended_at", "missed"),
    "rating": ("session", "rater", "scale", "value", "how", "rated_at"),
    "administration": ("id", "client", "session", "instrument", "version", "rater", "taken_on", "total"),
    "item": ("administration", "n", "value"),
    "score": (),
}
"""The columns of measures that go to a record: results and dates, not which prompts were walked. () is every column."""
_SCORE_COLUMNS = (
    Column("administration", ID, key=True, into="administration", goes_with=True),
    Column("scale", TEXT, key=True),
    Column("value", NUMBER),
    Column("complete", WHOLE),
)


class Owners:
    """Finds the client that a row belongs to by following the columns that point to other rows."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = {table.name: table for table in tables}
        self._indexed = {table.name: table.indexed() for table in tables}

    def client_of(self, table: str, row: Row) -> str:
        """The id of the row's client, or empty for a row that is nobody's."""
        waiting, seen = [(table, row)], set[tuple[str, str]]()
        while waiting:
            name, here = waiting.pop(0)
            if name == "client":
                return str(here["id"])
            for into, key in self._pointed_at(name, here):
                found = self._indexed.get(into, {}).get(key)
                if found is not None and (into, key) not in seen:
                    seen.add((into, key))
                    waiting.append((into, found))
        return ""

    def _pointed_at(self, table: str, row: Row) -> Iterator[tuple[str, str]]:
        """The rows that this one points to: those it is deleted with come first."""
        columns = [column for column in self._tables[table].columns if column.into and row.get(column.name)]
        for column in sorted(columns, key=lambda each: not each.goes_with):
            yield column.into, str(row[column.name])


def only_clients(tables: Sequence[Table], clients: frozenset[str]) -> tuple[Table, ...]:
    """The rows of these clients, given by id, with the script versions that those rows were asked in."""
    owners = Owners(tables)
    kept = {
        table.name: Table(
            table.name, table.columns, tuple(row for row in table.rows if owners.client_of(table.name, row) in clients)
        )
        for table in tables
    }
    worded = {row.get("wording") for table in kept.values() for row in table.rows}
    return tuple(
        Table(table.name, table.columns, tuple(row for row in table.rows if row.get("sha256") in worded))
        if table.name == "wording"
        else kept[table.name]
        for table in tables
    )


def tables_for_record(tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables and columns that go to a record."""
    return tuple(_narrowed(table, FOR_RECORD[table.name]) for table in tables if table.name in FOR_RECORD)


def _narrowed(table: Table, names: tuple[str, ...]) -> Table:
    if not names:
        return table
    columns = tuple(column for column in table.columns if column.name in names)
    return Table(table.name, columns, tuple({name: row[name] for name in names if name in row} for row in table.rows))


def scores_table(taken: Iterable[Administration], instruments: Mapping[str, Instrument]) -> Table:
    """A row for the total and each subscale of what was filled in, by the instruments at hand."""
    rows = (row for each in taken for row in _score_rows(each.id, score_of(each, instruments.get(each.instrument))))
    return Table("score", _SCORE_COLUMNS, tuple(rows))


def _score_rows(administration: str, score: Score) -> Iterator[Row]:
    total = {} if score.total is None else {"total": score.total}
    for scale, value in {**total, **score.subscales}.items():
        yield {"administration": administration, "scale": scale, "value": value, "complete": int(score.complete)}
