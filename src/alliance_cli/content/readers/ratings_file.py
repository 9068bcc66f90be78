"""Read earlier ratings from a CSV file with one row for each session and rater. No message repeats a cell."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from alliance_cli.content.yaml.mistakes import MistakeCollector, nearest
from alliance_cli.core.codes import client_code, new_client_code
from alliance_cli.core.errors import NotFound, Refused, WrongUse
from alliance_cli.core.walk.kinds import SCALES, Rater, RatingKind
from alliance_cli.core.walk.options import InvalidAnswer

_REQUIRED = ("client", "date", "rater")
_COLUMNS = (*_REQUIRED, *SCALES)
_DELIMITERS = ",;\t"
_FORMULA_GUARD = re.compile(r"^'(?=[=+\-@＝＋－＠])")
"""The apostrophe that spreadsheets put before a text that looks like a formula."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class ClientCodePolicy(Struct, frozen=True):
    """The codes that are allowed: those that are ``known`` (in lower case) and, if ``new``, others as well.

    ``insist`` allows new codes that look like a name.
    """

    known: frozenset[str]
    new: bool = False
    insist: bool = False

    def code(self, typed: str) -> str:
        """The code meant; raises Refused, WrongUse or NotFound, none of which repeats it."""
        known = typed.strip().casefold() in self.known
        check = new_client_code if self.new and not known else client_code
        code = check(typed, insist=self.insist or known)
        if not known and not self.new:
            raise NotFound("There is no such client.", "Open those that are new with --new.")
        return code


class RatedRow(Struct, frozen=True):
    """What one rater gave on one day, and the line of the file it is from. A scale that is absent was not rated."""

    line: int
    client: str
    on: date
    rater: Rater
    ratings: Mapping[str, int]


def read_ratings(raw: bytes, name: str, today: date, policy: ClientCodePolicy) -> tuple[RatedRow, ...]:
    """The rows of a file; raises Mistakes that call it ``name``."""
    collector = MistakeCollector(name)
    rows = _rows(raw, collector, today, policy)
    _list_contradictions(rows, collector)
    collector.raise_if_any()
    return rows


def _rows(raw: bytes, collector: MistakeCollector, today: date, policy: ClientCodePolicy) -> tuple[RatedRow, ...]:
    """The rows without mistakes; those of the others are listed."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        collector.add(raw[: error.start].count(b"\n") + 1, "", "is not UTF-8 text; save the file as CSV UTF-8")
        return ()
    delimiter = max(_DELIMITERS, key=(text.splitlines() or [""])[0].count)
    lines = _lines(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), collector)
    _, header = next(lines, (1, []))
    columns = _columns(header, collector)
    if collector.mistakes:
        return ()
    reader = _RatingRowReader(collector, columns, today, policy)
    rows = [reader.row(line, cells) for line, cells in lines if any(map(str.strip, cells))]
    return tuple(row for row in rows if row is not None)


def _list_contradictions(rows: Sequence[RatedRow], collector: MistakeCollector) -> None:
    """List ratings that differ from an earlier one of the same rater, scale and day."""
    given: dict[tuple[str, date, Rater, str], tuple[int, int]] = {}
    for row in rows:
        for scale, value in row.ratings.items():
            first, before = given.setdefault((row.client.casefold(), row.on, row.rater, scale), (row.line, value))
            if before != value:
                collector.add(row.line, scale, f"is another rating than line {first} gives for the same day")


def _lines(reader: Iterator[list[str]], collector: MistakeCollector) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its first line."""
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1  # type: ignore[attr-defined]
    except csv.Error:
        collector.add(line, "", "is not CSV: a quotation mark is out of place, or a cell is too long")


def _columns(header: Sequence[str], collector: MistakeCollector) -> tuple[str, ...]:
    """The names of the columns in order; mistakes in them are listed."""
    names = tuple(name.strip().casefold() for name in header)
    for number, name in enumerate(names, start=1):
        if name not in _COLUMNS:
            what = f"is not a column here; the columns are {', '.join(_COLUMNS)}"
            collector.add(1, f"column {number}", what, nearest(name, _COLUMNS))
        elif names.index(name) != number - 1:
            collector.add(1, name, "is there twice")
    for name in _REQUIRED:
        if name not in names:
            collector.add(1, name, "is missing from the first line")
    if not set(SCALES) & set(names):
        collector.add(1, "", f"names no rating; there are {', '.join(SCALES)}")
    return names


class _RatingRowReader(Struct, frozen=True):
    collector: MistakeCollector
    columns: tuple[str, ...]
    today: date
    policy: ClientCodePolicy

    def row(self, line: int, cells: Sequence[str]) -> RatedRow | None:
        if len(cells) != len(self.columns):
            self.collector.add(line, "", f"has {len(cells)} cells and not {len(self.columns)}")
            return None
        given = {name: _FORMULA_GUARD.sub("", cell.strip()) for name, cell in zip(self.columns, cells, strict=True)}
        client, on, rater = self._client(line, given), self._date(line, given), self._rater(line, given)
        ratings = {scale: self._rating(line, scale, given[scale]) for scale in SCALES if given.get(scale)}
        if client is None or on is None or rater is None or None in ratings.values():
            return None
        return RatedRow(line, client, on, rater, {scale: value for scale, value in ratings.items() if value})

    def _client(self, line: int, given: Mapping[str, str]) -> str | None:
        try:
            return self.policy.code(given["client"])
        except (Refused, WrongUse, NotFound) as error:
            self.collector.add(line, "client", f"{error.sentence} {error.hint}")
            return None

    def _date(self, line: int, given: Mapping[str, str]) -> date | None:
        try:
            on = date.fromisoformat(given["date"]) if _DAY.fullmatch(given["date"]) else None
        except ValueError:
            on = None
        if on is None:
            self.collector.add(line, "date", "is not a date written as year-month-day, such as 2026-11-20")
        elif on > self.today:
            self.collector.add(line, "date", "is in the future")
        return on

    def _rater(self, line: int, given: Mapping[str, str]) -> Rater | None:
        word = given["rater"].casefold()
        if word in tuple(Rater):
            return Rater(word)
        self.collector.add(line, "rater", f"is not one of: {', '.join(Rater)}", nearest(word, Rater))
        return None

    def _rating(self, line: int, scale: str, typed: str) -> int | None:
        try:
            return int(str(RatingKind(scale, Rater.CLIENT).read(typed)))
        except InvalidAnswer as invalid:
            self.collector.add(line, scale, f"does not fit. {invalid}")
            return None
