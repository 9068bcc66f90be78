"""The csv format: a folder with a file for each table, and the ratings as ``alliance import`` reads them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from alliance_cli.core.exchange.export import Export
from alliance_cli.core.exchange.row_source import Row, RowBatch, Values
from alliance_cli.core.formatting import plain_day
from alliance_cli.core.ratings import SESSION_SCALES
from alliance_cli.core.walk.kinds import Value
from alliance_cli.report.export.new_file import private_file
from alliance_cli.report.export.text import cells
from alliance_cli.translation import N_, _

ENDINGS = (".csv",)
FOLDER = True
FHIR = False
_README = N_(
    "One file a table; a column named after a table, such as session, holds the id of a row of that table.\n"
    "A cell that a spreadsheet would run as a formula has an apostrophe before it."
)


_RATING = ("session", "rater", "scale", "value")


def write(export: Export, to: Path) -> None:
    """Write the files into the folder."""
    with _new(to / "README.txt") as file:
        made_on = f"{plain_day(export.made_on)}. " if export.made_on else ""
        file.write(f"{export.says}\n\n{made_on}{_(_README)}\n")
    for table in export.tables:
        names = table.names
        _table(to / f"{table.name}.csv", names, (_rows(batch, names) for batch in table.batches()))
    if export.table("rating").rows:
        header, rows = ratings_by_session(export)
        _table(
            to / "ratings-by-session.csv",
            header,
            (zip(*map(cells, zip(*its, strict=True)), strict=True) for its in rows),
        )


def _rows(batch: RowBatch, names: Sequence[str]) -> Iterable[Iterable[Value | None]]:
    nothing = (None,) * batch.size
    return zip(*(cells(batch.columns.get(name, nothing)) for name in names), strict=True)


def ratings_by_session(export: Export) -> tuple[Sequence[str], Iterator[Sequence[Values]]]:
    """Header, and client by client the rows with the ratings of each session and rater, sorted by date and rater."""
    day = "held_on" if "held_on" in export.table("session").names else "held_on_day"
    clients = sorted(export.table("client").rows, key=lambda row: str(row["code"]).casefold())
    rows = (_rated(export, client, day) for client in clients)
    return ("client", "date" if day == "held_on" else "day", "rater", *SESSION_SCALES), rows


def _rated(export: Export, client: Row, day: str) -> Sequence[Values]:
    """The rows of one client."""
    id_ = str(client["id"])
    days = {row["id"]: row[day] for row in export.table("session").of(id_)}
    rated: dict[tuple[Value | None, Value | None], dict[str, Value | None]] = {}
    for batch in export.table("rating").batches(id_):
        for session, rater, scale, value in zip(*map(batch.columns.__getitem__, _RATING), strict=True):
            rated.setdefault((session, rater), {})[str(scale)] = value
    rows = [
        (client["code"], days[session], rater, *(given.get(scale) for scale in SESSION_SCALES))
        for (session, rater), given in rated.items()
    ]
    return sorted(rows, key=lambda row: (row[1] if isinstance(row[1], int) else str(row[1]), str(row[2])))


def _table(path: Path, header: Sequence[str], parts: Iterable[Iterable[Iterable[Value | None]]]) -> None:
    with _new(path) as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for rows in parts:
            writer.writerows(rows)


def _new(path: Path) -> TextIO:
    """A new file in UTF-8, with the byte-order mark by which spreadsheets recognise it."""
    file = private_file(path, newline="")
    file.write("\ufeff")  # once; the codec that writes it looks for it again with every row
    return file
