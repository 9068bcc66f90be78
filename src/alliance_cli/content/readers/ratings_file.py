"""Reads earlier ratings from a CSV file with one row for each session and rater. No message repeats a cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from alliance_cli.content.readers.csv_lines import read_csv
from alliance_cli.content.readers.rating_columns import ColumnMap, FindInstrument, find_columns, no_instrument
from alliance_cli.content.readers.rating_rows import ClientCodePolicy, RatingRowReader
from alliance_cli.content.yaml.mistakes import MistakeCollector
from alliance_cli.core.exchange.rated_rows import RatedRow
from alliance_cli.core.walk.kinds import Rater

OUR_NAMES = ColumnMap()


class RatingsFile(Struct, frozen=True):
    """The rows of a file, how many were marked as skipped, and the columns that hold nothing of ours, from 1."""

    rows: tuple[RatedRow, ...] = ()
    skipped: int = 0
    unread: tuple[int, ...] = ()


def read_ratings(
    raw: bytes,
    name: str,
    today: date,
    policy: ClientCodePolicy,
    mapped: ColumnMap = OUR_NAMES,
    find: FindInstrument = no_instrument,
) -> RatingsFile:
    """The content of a file; raises Mistakes that call it ``name``. ``find`` finds an instrument by its id."""
    collector = MistakeCollector(name)
    content = RatingsFile()
    csv = read_csv(raw, collector)
    columns = find_columns(csv.header, mapped, find, collector) if csv else None
    if csv and columns and not collector.mistakes:
        reader = RatingRowReader(collector, columns, today, policy, decimal_comma=csv.delimiter != ",")
        lines = [line for line in csv.rows if not line.is_empty]
        if not lines and not collector.mistakes:
            collector.add(csv.header.number, "", "is the only line: the file is empty below the names of its columns")
        rows = [reader.row(line) for line in lines if not reader.skips(line)]
        content = RatingsFile(tuple(row for row in rows if row), len(lines) - len(rows), columns.unread)
    _list_contradictions(content.rows, collector)
    collector.raise_if_any()
    return content


def _list_contradictions(rows: Sequence[RatedRow], collector: MistakeCollector) -> None:
    """List ratings that differ from an earlier one of the same rater, scale and day."""
    given: dict[tuple[str, date, Rater, str], tuple[int, float]] = {}
    for row in rows:
        for scale, value in row.named():
            first, before = given.setdefault((row.client.casefold(), row.on, row.rater, scale), (row.line, value))
            if before != value:
                collector.add(row.line, scale, f"is another rating than line {first} gives for the same day")
