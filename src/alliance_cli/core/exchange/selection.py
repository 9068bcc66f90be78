"""Selects the tables for a clinical record, and builds the table of scores that belongs to measures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from alliance_cli.core.exchange.column_kinds import ID, NUMBER, TEXT, WHOLE
from alliance_cli.core.exchange.export import Column, Table
from alliance_cli.core.exchange.row_source import NarrowedRows, Row, RowSource
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.instruments.scored import score_of
from alliance_cli.core.instruments.scoring import Administration, Score

FOR_RECORD: Mapping[str, tuple[str, ...]] = {
    "client": ("id", "code", "opened_on", "closed_on"),
    "session": ("id", "client", "held_on", "started_at", "ended_at", "missed"),
    "rating": ("session", "rater", "scale", "value", "how", "rated_at"),
    "administration": ("id", "client", "session", "instrument", "version", "rater", "taken_on", "total"),
    "item": ("administration", "n", "value"),
    "goal": ("id", "client", "set_on", "retired_on"),
    "goal_progress": (),
    "score": (),
}
"""The columns of measures for a record: results and dates, but no walks. () means every column."""
_SCORE_COLUMNS = (
    Column("administration", ID, key=True, into="administration", goes_with=True),
    Column("scale", TEXT, key=True),
    Column("value", NUMBER),
    Column("complete", WHOLE),
)


def tables_for_record(tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables and columns for a record."""
    return tuple(_narrowed(table, FOR_RECORD[table.name]) for table in tables if table.name in FOR_RECORD)


def _narrowed(table: Table, names: tuple[str, ...]) -> Table:
    if not names:
        return table
    columns = tuple(column for column in table.columns if column.name in names)
    if isinstance(table.rows, RowSource):
        return Table(table.name, columns, NarrowedRows(table.rows, names))
    rows = tuple({name: row[name] for name in names if name in row} for row in table.rows)
    return Table(table.name, columns, rows)


class ScoreRows(RowSource):
    """A row for the total and each subscale of every administration, scored by the available instruments.

    ``taken`` reads the administrations of all clients, or of one client by id.
    """

    def __init__(
        self, taken: Callable[[str | None], Iterable[Administration]], instrument: Callable[[str], Instrument | None]
    ) -> None:
        self._taken, self._instrument = taken, instrument

    def read(self, client: str | None = None) -> Iterator[Row]:
        for each in self._taken(client):
            yield from _score_rows(each.id, score_of(each, self._instrument(each.instrument)))

    @property
    def names(self) -> Collection[str]:
        return {column.name for column in _SCORE_COLUMNS}


def scores_table(rows: ScoreRows | None = None) -> Table:
    """The table of scores; it is empty if no rows are given."""
    return Table("score", _SCORE_COLUMNS, () if rows is None else rows)


def _score_rows(administration: str, score: Score) -> Iterator[Row]:
    total = {} if score.total is None else {"total": score.total}
    for scale, value in {**total, **score.subscales}.items():
        yield {"administration": administration, "scale": scale, "value": value, "complete": int(score.complete)}
