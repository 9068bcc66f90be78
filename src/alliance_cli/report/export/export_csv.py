"""The csv format: a folder with a file for each table, and the ratings as ``alliance import`` reads them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from alliance_cli.core.exchange.export import Export
from alliance_cli.core.exchange.row_source import Row
from alliance_cli.core.walk.kinds import SESSION_SCALES, Value
from alliance_cli.core.wording import plain_day
from alliance_cli.report.export.new_file import private_file
from alliance_cli.report.export.text import cell
from alliance_cli.translation import N_, _

ENDINGS = (".csv",)
FOLDER = True
FHIR = False
_README = N_(
    "One file a table; a column named after a table, such as session, holds the id of a row of that table.\n"
    "A cell that a spreadsheet would run as a formula has an apostrophe before it."
)


def write(export: Export, to: Path) -> None:
    """Write the files into the folder."""
    with _new(to / "README.txt") as file:
        made_on = f"{plain_day(export.made_on)}. " if export.made_on else ""
        file.write(f"{export.says}\n\n{made_on}{_(_README)}\n")
    for table in export.tables:
        names = table.names
        _table(to / f"{table.name}.csv", names, ([row.get(name) for name in names] for row in table.rows))
    if export.table("rating").rows:
        header, rows = ratings_by_session(export)
        _table(to / "ratings-by-session.csv", header, rows)


def ratings_by_session(export: Export) -> tuple[Sequence[str], Iterator[Sequence[Value | None]]]:
    """Header and rows with the ratings of each session and rater, sorted by client, date and rater."""
    day = "held_on" if "held_on" in export.table("session").names else "held_on_day"
    clients = sorted(export.table("client").rows, key=lambda row: str(row["code"]).casefold())
    rows = (row for client in clients for row in _rated(export, client, day))
    return ("client", "date" if day == "held_on" else "day", "rater", *SESSION_SCALES), rows


def _rated(export: Export, client: Row, day: str) -> Sequence[Sequence[Value | None]]:
    """The rows of one client."""
    id_ = str(client["id"])
    days = {row["id"]: row[day] for row in export.table("session").of(id_)}
    rated: dict[tuple[Value | None, Value | None], dict[str, Value | None]] = {}
    for row in export.table("rating").of(id_):
        rated.setdefault((row["session"], row["rater"]), {})[str(row["scale"])] = row["value"]
    rows = [
        (client["code"], days[session], rater, *(given.get(scale) for scale in SESSION_SCALES))
        for (session, rater), given in rated.items()
    ]
    return sorted(rows, key=lambda row: (row[1] if isinstance(row[1], int) else str(row[1]), str(row[2])))


def _table(path: Path, header: Sequence[str], rows: Iterable[Sequence[Value | None]]) -> None:
    with _new(path) as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(map(cell, row) for row in rows)


def _new(path: Path) -> TextIO:
    """A new file in UTF-8 with a byte order mark, which spreadsheets recognise."""
    return private_file(path, "utf-8-sig", newline="")
