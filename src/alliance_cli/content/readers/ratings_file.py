"""Reads earlier ratings from a CSV file with one row for each session and rater. No message repeats a cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from alliance_cli.content.readers.csv_lines import CsvContent, read_csv
from alliance_cli.content.readers.rating_columns import ColumnMap, FindInstrument, find_columns, no_instrument
from alliance_cli.content.readers.rating_rows import ClientCodePolicy, RatingRowReader
from alliance_cli.content.yaml.mistakes import MistakeCollector
from alliance_cli.core.exchange.rated_rows import RatedRow
from alliance_cli.core.ratings import Rater
from alliance_cli.translation import _

OUR_NAMES = ColumnMap()


class RatingsFile(Struct, frozen=True):
    """The rows of a file, how many were marked as skipped, and the columns that were not read, counted from 1."""

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
        content = _content(csv, reader)
    _list_contradictions(content.rows, collector)
    collector.raise_if_any()
    return content


def _content(csv: CsvContent, reader: RatingRowReader) -> RatingsFile:
    """The content of the rows, read one at a time, since a file can be long."""
    rows: list[RatedRow] = []
    seen = skipped = 0
    for line in csv.rows:
        if line.is_empty:
            continue
        seen += 1
        if reader.skips(line):
            skipped += 1
        elif row := reader.row(line):
            rows.append(row)
    if not seen and not reader.collector.mistakes:
        what = _("is the only line; below the names of its columns the file is empty")
        reader.collector.add(csv.header.number, "", what)
    return RatingsFile(tuple(rows), skipped, reader.columns.unread)


def _list_contradictions(rows: Sequence[RatedRow], collector: MistakeCollector) -> None:
    """List ratings that differ from an earlier one of the same rater, scale and day."""
    times = Counter(map(_given_by, rows))
    given: dict[tuple[str, date, Rater, str], tuple[int, float]] = {}
    for row in rows:
        for scale, value in row.named() if times[_given_by(row)] > 1 else ():
            first, before = given.setdefault((*_given_by(row), scale), (row.line, value))
            if before != value:
                collector.add(
                    row.line, scale, _("differs from the rating that line {line} gives for the same day", line=first)
                )


def _given_by(row: RatedRow) -> tuple[str, date, Rater]:
    return row.client.casefold(), row.on, row.rater
