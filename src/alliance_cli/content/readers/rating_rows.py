"""Reads one row of a CSV file of ratings: who, when, by whom, and each number. No message repeats a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime

from msgspec import Struct

from alliance_cli.content.readers.csv_lines import CsvLine, cell_text, guarded_text
from alliance_cli.content.readers.rating_columns import TOTAL, RatingColumns
from alliance_cli.content.yaml.mistakes import MistakeCollector, nearest
from alliance_cli.core.codes import client_code, new_client_code
from alliance_cli.core.errors import NotFound, Refused, WrongUse
from alliance_cli.core.exchange.rated_rows import FilledIn, RatedRow
from alliance_cli.core.formatting import plain_number
from alliance_cli.core.instruments.instrument import Instrument, Item
from alliance_cli.core.instruments.scoring import NOT_RATED_BY, can_total
from alliance_cli.core.ratings import SESSION_SCALES, Rater
from alliance_cli.core.walk.kinds import RatingKind
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.translation import _

_DAYS = {
    re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"): "%Y-%m-%d",
    re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"): "%d.%m.%Y",
}
"""The forms of a date and their patterns for strptime. A date with points has the day first everywhere."""
_WHOLE = re.compile(r"([0-9]+)\.0+")
_NUMBER = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,6})?")
_NOT_SKIPPED = frozenset({"", "0", "0.0", "0,0", "f", "false", "n", "no", "nein", "falsch"})
"""The values of the column ``skip`` for a row that was not skipped."""


class ClientCodePolicy(Struct, frozen=True):
    """Which codes are allowed: those in ``known`` (in lower case) and, with ``new``, others as well.

    ``insist`` allows new codes that look like a name.
    """

    known: frozenset[str]
    new: bool = False
    insist: bool = False

    def knows(self, typed: str) -> bool:
        """Whether it is the code of a client, in any case."""
        return typed.strip().casefold() in self.known

    def code(self, typed: str) -> str:
        """The code typed; raises Refused, WrongUse or NotFound, none of which repeats it."""
        known = self.knows(typed)
        check = new_client_code if self.new and not known else client_code
        code = check(typed, insist=self.insist or known)
        if not known and not self.new:
            raise NotFound(_("There is no such client."), _("Open those that are new with --new."))
        return code


class RatingRowReader(Struct, frozen=True):
    """Reads the rows of one file and lists their mistakes. With ``decimal_comma``, both 8,5 and 8.5 are numbers."""

    collector: MistakeCollector
    columns: RatingColumns
    today: date
    policy: ClientCodePolicy
    decimal_comma: bool
    codes: dict[str, str] = {}
    """The codes found so far, by the cell they were in."""

    def skips(self, line: CsvLine) -> bool:
        """Whether the row is marked as skipped and does not count."""
        place = self.columns.places.get("skip", len(line.cells))
        return place < len(line.cells) and cell_text(line.cells[place]).casefold() not in _NOT_SKIPPED

    def row(self, line: CsvLine) -> RatedRow | None:
        """The content of the row; None if it has mistakes."""
        cells, width, before = line.cells, self.columns.width, len(self.collector.mistakes)
        if len(cells) < width or any(map(cell_text, cells[width:])):
            self.collector.add(
                line.number, "", _("has {count} cells instead of {width}", count=len(cells), width=width)
            )
            return None
        given = {name: cell_text(cells[place]) for name, place in self.columns.places.items()}
        client = self._client(line.number, guarded_text(cells[self.columns.places["client"]]))
        on, rater = self._date(line.number, given["date"]), self._rater(line.number, given)
        ratings = {
            scale: self._rating(line.number, scale, given[scale]) for scale in SESSION_SCALES if given.get(scale)
        }
        filled = tuple(self._filled(line.number, rater, given))
        if client is None or on is None or rater is None or len(self.collector.mistakes) > before:
            return None
        return RatedRow(line.number, client, on, rater, ratings, filled)

    def _client(self, line: int, cell: str) -> str | None:
        if not cell_text(cell) and not self.policy.knows(cell):
            self.collector.add(line, "client", _("is empty; write the client's code there"))
            return None
        try:
            if cell not in self.codes:
                self.codes[cell] = self.policy.code(cell)
            return self.codes[cell]
        except (Refused, WrongUse, NotFound) as error:
            self.collector.add(line, "client", f"{error.sentence} {error.hint}")
            return None

    def _date(self, line: int, cell: str) -> date | None:
        on = _day(cell)
        if on is None:
            self.collector.add(line, "date", _("is not a date written as 2026-11-20 or 20.11.2026"))
        elif on > self.today:
            self.collector.add(line, "date", _("is in the future"))
        return on

    def _rater(self, line: int, given: Mapping[str, str]) -> Rater | None:
        """Who rated; in a file without that column, the client filled in the items of instruments."""
        word = given.get("rater", Rater.CLIENT).casefold()
        if word in tuple(Rater):
            return Rater(word)
        self.collector.add(line, "rater", _("is not one of: {words}", words=", ".join(Rater)), nearest(word, Rater))
        return None

    def _rating(self, line: int, scale: str, cell: str) -> int:
        """The rating; 0 for a mistake, which is listed."""
        typed = _WHOLE.sub(r"\1", self._pointed(cell))
        try:
            return int(str(RatingKind(scale, Rater.CLIENT).read(typed)))
        except InvalidAnswer as invalid:
            self.collector.add(line, scale, _("does not fit. {why}", why=invalid))
            return 0

    def _filled(self, line: int, rater: Rater | None, given: Mapping[str, str]) -> Iterator[FilledIn]:
        """The instruments with values in a row; mistakes in them are listed."""
        values: dict[str, dict[int, float]] = {}
        before = len(self.collector.mistakes)
        for name, (instrument, item) in self.columns.items.items():
            if given[name]:
                values.setdefault(instrument.id, {})[item.n] = self._item(line, name, item, given[name])
        totals = {
            instrument.id: self._total(line, name, instrument, given[name])
            for name, instrument in self.columns.totals.items()
            if given[name]
        }
        if len(self.collector.mistakes) > before:
            return
        for instrument in self.columns.instruments:
            if instrument.id in values or instrument.id in totals:
                filled = FilledIn(instrument, values.get(instrument.id, {}), totals.get(instrument.id))
                self._check(line, rater, filled)
                yield filled

    def _item(self, line: int, name: str, item: Item, cell: str) -> float:
        typed = self._pointed(cell)
        try:
            return item.read(typed if "," not in typed else "")
        except InvalidAnswer as invalid:
            self.collector.add(line, name, _("does not fit. {why}", why=invalid))
            return 0

    def _total(self, line: int, name: str, instrument: Instrument, cell: str) -> float:
        typed = self._pointed(cell)
        total = float(typed) if _NUMBER.fullmatch(typed) else None
        if total is None or not can_total(instrument, {}, total):
            low, high = instrument.range
            self.collector.add(
                line,
                name,
                _("does not fit. What fits here: {low} to {high}", low=plain_number(low), high=plain_number(high)),
            )
        return total or 0

    def _check(self, line: int, rater: Rater | None, filled: FilledIn) -> None:
        """List an instrument that is not meant for this rater, and a total that its items cannot add up to."""
        instrument = filled.instrument
        if rater is not None and rater not in instrument.raters:
            self.collector.add(
                line, "rater", _("does not fit. {why}", why=_(NOT_RATED_BY[rater], instrument=instrument.title))
            )
        if filled.total is not None and not can_total(instrument, filled.values, filled.total):
            self.collector.add(line, f"{instrument.id}.{TOTAL}", _("is not what the items of the row add up to"))

    def _pointed(self, cell: str) -> str:
        """The text of a number with a decimal point instead of a comma."""
        return cell.replace(",", ".") if self.decimal_comma else cell


def _day(cell: str) -> date | None:
    """The day in a cell; None if it is not a date."""
    for pattern, form in _DAYS.items():
        if pattern.fullmatch(cell):
            with suppress(ValueError):
                return datetime.strptime(cell, form).date()  # noqa: DTZ007 - a date has no zone
    return None
