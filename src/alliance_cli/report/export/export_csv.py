"""The csv format: a folder with one file per table, and the ratings in the form that ``alliance import`` reads."""

from __future__ import annotations

import csv
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TextIO

from alliance_cli.core.exchange.export import Export, Table
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
    "There is one file for each table. A column named after a table, such as session, holds the id of a row of that "
    "table.\nA cell that a spreadsheet would run as a formula has an apostrophe before it."
)


_RATING = ("session", "rater", "scale", "value")
_DAYS = ("held_on", "held_on_day")
"""The column with a session's day, depending on whether dates are exported."""
_Rated = tuple[Value | None, ...]
"""One value for each scale."""
_UNRATED: _Rated = (None,) * len(SESSION_SCALES)


def write(export: Export, to: Path) -> None:
    """Write the files into the folder."""
    with _new(to / "README.txt") as file:
        made_on = f"{plain_day(export.made_on)}. " if export.made_on else ""
        file.write(f"{export.says}\n\n{made_on}{_(_README)}\n")
    by_session = _RatingsBySession()
    for table in export.tables:
        names = table.names
        passed = by_session.passed(table)
        _table(to / f"{table.name}.csv", names, (_rows(batch, names) for batch in passed))
    if export.table("rating").rows:
        header, rows = by_session.result(export)
        _table(
            to / "ratings-by-session.csv",
            header,
            (zip(*map(cells, zip(*its, strict=True)), strict=True) for its in rows),
        )


def _rows(batch: RowBatch, names: Sequence[str]) -> Iterable[Iterable[Value | None]]:
    nothing = (None,) * batch.size
    return zip(*(cells(batch.columns.get(name, nothing)) for name in names), strict=True)


class _RatingsBySession:
    """Collects each session's ratings while the tables are read, since reading twice is slow in a large vault.

    It keeps each session's id and day, and one number per rater.
    """

    def __init__(self) -> None:
        self._places: dict[Value | None, int] = {}
        """Each session with its place in the lists below."""
        self._days: list[Value | None] = []
        self._clients: defaultdict[Value | None, array[int]] = defaultdict(partial(array, "l"))
        """The places of each client's sessions."""
        self._rated: defaultdict[Value | None, list[_Rated]] = defaultdict(lambda: [_UNRATED] * len(self._days))
        """For each rater, what each session was rated on the scales."""
        self._alike: dict[Value | None, Value | None] = {}
        self._alike_rated: dict[_Rated, _Rated] = {}

    def passed(self, table: Table) -> Iterator[RowBatch]:
        """Pass on the rows of a table; sessions must come before their ratings."""
        note = {"session": self._note_sessions, "rating": self._note_ratings}.get(table.name)
        for batch in table.batches():
            if note:
                note(batch.columns)
            yield batch

    def _note_sessions(self, columns: Mapping[str, Values]) -> None:
        day = next(columns[name] for name in _DAYS if name in columns)
        for id_, client, on in zip(columns["id"], columns["client"], day, strict=True):
            self._clients[client].append(len(self._days))
            self._places[id_] = len(self._days)
            self._days.append(self._alike.setdefault(on, on))

    def _note_ratings(self, columns: Mapping[str, Values]) -> None:
        rows = zip(*map(columns.__getitem__, _RATING), strict=True)
        for (session, rater), its in groupby(rows, key=itemgetter(0, 1)):
            if (place := self._places.get(session)) is not None:
                new = {scale: value for _, _, scale, value in its}
                theirs = self._rated[rater]
                rated = tuple(map(new.get, SESSION_SCALES, theirs[place]))
                theirs[place] = self._alike_rated.setdefault(rated, rated)

    def result(self, export: Export) -> tuple[Sequence[str], Iterator[Sequence[Values]]]:
        """The header, then each client's ratings, one row per session and rater, sorted by date and rater."""
        day = "day" if export.deidentified else "date"
        return ("client", day, "rater", *SESSION_SCALES), map(self._of, export.clients)

    def _of(self, client: Row) -> Sequence[Values]:
        """The rows of one client."""
        rows = [
            (client["code"], self._days[place], rater, *rated)
            for place in self._clients.get(client["id"], ())
            for rater, theirs in self._rated.items()
            if (rated := theirs[place]) is not _UNRATED
        ]
        return sorted(rows, key=lambda row: (row[1] if isinstance(row[1], int) else str(row[1]), str(row[2])))


def _table(path: Path, header: Sequence[str], parts: Iterable[Iterable[Iterable[Value | None]]]) -> None:
    with _new(path) as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for rows in parts:
            writer.writerows(rows)


def _new(path: Path) -> TextIO:
    """A new file in UTF-8, with a byte-order mark for spreadsheets."""
    file = private_file(path, newline="")
    file.write("\ufeff")  # written once; the utf-8-sig codec would check for it with every row
    return file
