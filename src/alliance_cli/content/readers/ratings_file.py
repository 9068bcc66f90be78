"""Earlier ratings in a CSV file: a row a session and rater. Every mistake is named by line, and no cell is repeated."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alliance_cli.content.yaml.mistakes import MistakeCollector, nearest
from alliance_cli.core.codes import client_code
from alliance_cli.core.errors import NotFound, Refused, WrongUse
from alliance_cli.core.exchange.imports import RatedRow
from alliance_cli.core.walk.kinds import SCALES, Rater, RatingKind
from alliance_cli.core.walk.options import InvalidAnswer

_WHO = ("client", "date", "rater")
_DELIMITERS = ",;\t"
_HARMLESS = re.compile(r"^'(?=[=+\-@＝＋－＠])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class ClientCodePolicy:
    """Which codes may stand in the file: those that are ``known`` (in lower case), and new ones where they may."""

    known: frozenset[str]
    new: bool = False
    insist: bool = False

    def code(self, typed: str) -> str:
        """The code meant; raises Refused, WrongUse or NotFound, none of which repeats it."""
        known = typed.strip().casefold() in self.known
        code = client_code(typed, insist=self.insist or known)
        if not known and not self.new:
            raise NotFound("There is no such client.", "Open those that are new with --new.")
        return code


def read_ratings(raw: bytes, name: str, today: date, welcome: ClientCodePolicy) -> tuple[RatedRow, ...]:
    """The rows of a file; raises Mistakes that call it ``name``."""
    collector = MistakeCollector(name)
    rows = _rows(raw, collector, today, welcome)
    _list_contradictions(rows, collector)
    collector.raise_if_any()
    return rows


def _rows(raw: bytes, collector: MistakeCollector, today: date, welcome: ClientCodePolicy) -> tuple[RatedRow, ...]:
    """The rows that fit; whatever does not fit is added to ``collector``."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        collector.add(raw[: error.start].count(b"\n") + 1, "", "is not UTF-8 text; save the file as CSV UTF-8")
        return ()
    delimiter = max(_DELIMITERS, key=(text.splitlines() or [""])[0].count)
    lines = _lines(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), collector)
    _, header = next(lines, (1, []))
    places = _places(header, collector)
    if collector.mistakes:
        return ()
    reader = _Reader(collector, places, today, welcome)
    rows = [reader.row(line, cells) for line, cells in lines if any(map(str.strip, cells))]
    return tuple(row for row in rows if row is not None)


def _list_contradictions(rows: Sequence[RatedRow], collector: MistakeCollector) -> None:
    """One rater's rating of one scale on one day can be given once."""
    given: dict[tuple[str, date, Rater, str], tuple[int, int]] = {}
    for row in rows:
        for scale, value in row.ratings.items():
            first, before = given.setdefault((row.client.casefold(), row.on, row.rater, scale), (row.line, value))
            if before != value:
                collector.add(row.line, scale, f"is another rating than line {first} gives for the same day")


def _lines(reader: Iterator[list[str]], collector: MistakeCollector) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins on."""
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1  # type: ignore[attr-defined]
    except csv.Error:
        collector.add(line, "", "is not CSV: a quotation mark is out of place, or a cell is too long")


def _places(header: Sequence[str], collector: MistakeCollector) -> Mapping[str, int]:
    """Column to its place in a line."""
    names = [name.strip().casefold() for name in header]
    allowed = (*_WHO, *SCALES)
    for number, name in enumerate(names, start=1):
        if name not in allowed:
            what = f"is not a column here; the columns are {', '.join(allowed)}"
            collector.add(1, f"column {number}", what, nearest(name, allowed))
        elif names.index(name) != number - 1:
            collector.add(1, name, "is there twice")
    for name in _WHO:
        if name not in names:
            collector.add(1, name, "is missing from the first line")
    if not set(SCALES) & set(names):
        collector.add(1, "", f"names no rating; there are {', '.join(SCALES)}")
    return {name: place for place, name in enumerate(names)}


@dataclass(frozen=True, slots=True)
class _Reader:
    collector: MistakeCollector
    places: Mapping[str, int]
    today: date
    welcome: ClientCodePolicy

    def row(self, line: int, cells: Sequence[str]) -> RatedRow | None:
        if len(cells) != len(self.places):
            self.collector.add(line, "", f"has {len(cells)} cells and not {len(self.places)}")
            return None
        given = {name: _HARMLESS.sub("", cells[place].strip()) for name, place in self.places.items()}
        client, on, rater = self._client(line, given), self._date(line, given), self._rater(line, given)
        ratings = {scale: self._rating(line, scale, given[scale]) for scale in SCALES if given.get(scale)}
        if client is None or on is None or rater is None or None in ratings.values():
            return None
        return RatedRow(line, client, on, rater, {scale: value for scale, value in ratings.items() if value})

    def _client(self, line: int, given: Mapping[str, str]) -> str | None:
        try:
            return self.welcome.code(given["client"])
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
        if word not in tuple(Rater):
            self.collector.add(line, "rater", f"is not one of: {', '.join(Rater)}", nearest(word, Rater))
            return None
        return Rater(word)

    def _rating(self, line: int, scale: str, typed: str) -> int | None:
        try:
            return int(str(RatingKind(scale, Rater.CLIENT).read(typed)))
        except InvalidAnswer as unfit:
            self.collector.add(line, scale, f"does not fit. {unfit}")
            return None
