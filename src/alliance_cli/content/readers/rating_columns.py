"""Finds out what each column of a CSV file of ratings holds, by its name or by a mapping to one of our names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from alliance_cli.content.readers.csv_lines import CsvLine
from alliance_cli.content.yaml.mistakes import MistakeCollector, nearest
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.instruments.instrument import Instrument, Item
from alliance_cli.core.ratings import SESSION_SCALES
from alliance_cli.translation import _

LAYOUTS: Mapping[str, Mapping[str, str]] = {
    "openfit": {**{f"srs.{n}": f"SRSQ{n}" for n in range(1, 5)}, "srs.total": "Total_SRS", "skip": "SRS_Skip"},
}
"""The columns of other programs: for each layout, our names with theirs. A new layout is one more entry."""
TOTAL = "total"
_NAMES = ("client", "date", "rater", *SESSION_SCALES, "skip")
_MEASURED = re.compile(r"([a-z][a-z0-9-]*)\.([1-9][0-9]{0,2}|total)")
_LISTED = ", ".join(_NAMES)

FindInstrument = Callable[[str], Instrument | None]


def no_instrument(_: str) -> None:
    """Finds no instrument, for files without columns of instruments."""


class ColumnMap(Struct, frozen=True):
    """Our names for columns that have other names in a file. Columns of a ``layout`` may be missing."""

    named: Mapping[str, str] = {}
    layout: Mapping[str, str] = {}

    @classmethod
    def read(cls, typed: Sequence[str]) -> ColumnMap:
        """Reads ``NAME=COLUMN`` or the name of a layout from each text; raises WrongUse, which repeats none of it."""
        named: dict[str, str] = {}
        layout: dict[str, str] = {}
        for each in typed:
            ours, is_pair, column = each.partition("=")
            name = ours.strip().casefold()
            if not is_pair:
                layout |= _layout(name)
            elif name in named or _column(column) in map(_column, named.values()):
                raise WrongUse(_("--map names the same twice."), _("Each of our names goes with one column."))
            elif not _column(column) or not (name in _NAMES or _MEASURED.fullmatch(name)):
                raise WrongUse(
                    _("--map takes NAME=COLUMN."),
                    _("The names are {names}, and items and totals such as srs.1 and srs.total.", names=_LISTED),
                )
            else:
                named[name] = column
        return cls(named, layout)

    def __bool__(self) -> bool:
        return bool(self.named or self.layout)


class RatingColumns(Struct, frozen=True):
    """Our names with the indexes of their columns, and the number of columns.

    ``items`` and ``totals`` are the columns of instruments. ``unread`` are the other columns, counted from 1.
    """

    places: Mapping[str, int]
    items: Mapping[str, tuple[Instrument, Item]]
    totals: Mapping[str, Instrument]
    width: int
    unread: tuple[int, ...] = ()

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """The instruments that have columns."""
        named = (*(instrument for instrument, _item in self.items.values()), *self.totals.values())
        return tuple({instrument.id: instrument for instrument in named}.values())


def find_columns(
    header: CsvLine, mapped: ColumnMap, find: FindInstrument, collector: MistakeCollector
) -> RatingColumns:
    """What the columns of a file hold; mistakes in their names are listed."""
    finder = _ColumnFinder(header, mapped, find, collector)
    finder.place_mapped()
    finder.place_ours()
    finder.list_missing()
    places = dict(sorted(finder.places.items(), key=lambda placed: placed[1]))
    measured = {name: found.groups() for name in places if (found := _MEASURED.fullmatch(name))}
    items, totals = {}, {}
    for name, (id_, part) in measured.items():
        instrument = finder.instruments[id_]
        if part == TOTAL:
            totals[name] = instrument
        else:
            items[name] = instrument, instrument.item(int(part))
    return RatingColumns(places, items, totals, len(finder.names), tuple(finder.unread))


class _ColumnFinder:
    def __init__(self, header: CsvLine, mapped: ColumnMap, find: FindInstrument, collector: MistakeCollector) -> None:
        self.names = [_column(name) for name in header.cells]
        while self.names and not self.names[-1]:
            self.names.pop()
        self.places: dict[str, int] = {}
        self.instruments: dict[str, Instrument] = {}
        self.unread: list[int] = []
        self._line, self._mapped, self._find, self._collector = header.number, mapped, find, collector

    def place_mapped(self) -> None:
        """Place the columns that are mapped from another name."""
        for ours, theirs in {**self._mapped.layout, **self._mapped.named}.items():
            column = _column(theirs)
            if not self._is_ours(ours):
                self._wrong(ours, _("is not an item or total of an instrument here"))
            elif column in self.names:
                self.places[ours] = self.names.index(column)
                if self.names.count(column) > 1:
                    self._wrong(ours, _("is mapped to a column that appears twice"))
            elif ours in self._mapped.named:
                self._wrong(ours, _("is mapped to a column that the file does not have"))

    def place_ours(self) -> None:
        """Place the columns with our names; other columns are a mistake unless some are mapped."""
        mapped = {*self.places.values()}
        for place, name in enumerate(self.names):
            if place in mapped:
                continue
            if not self._is_ours(name) or name in self._mapped.named:
                self._not_ours(place, name)
            elif name in self.places:
                self._wrong(name, _("appears twice"))
            else:
                self.places[name] = place

    def list_missing(self) -> None:
        """List required columns that are missing."""
        rated = set(SESSION_SCALES) & set(self.places)
        for name in ("client", "date", "rater"):
            needed = name != "rater" or rated or not self.instruments  # items without a rater are the client's
            if needed and name not in self.places:
                self._wrong(name, _("is missing from the first line"))
        if not rated and not self.instruments:
            self._wrong(
                "", _("names no rating; there are {names}, and items such as srs.1", names=", ".join(SESSION_SCALES))
            )

    def _not_ours(self, place: int, name: str) -> None:
        if self._mapped:
            self.unread.append(place + 1)
            return
        what = _(
            "is not a column here; the columns are {names}, and items and totals such as srs.1 and srs.total. "
            "Others are mapped to these with --map",
            names=_LISTED,
        )
        self._wrong(_("column {number}", number=place + 1), what, nearest(name, _NAMES))

    def _is_ours(self, name: str) -> bool:
        """Whether this is one of our names; the instrument in it is looked up."""
        found = _MEASURED.fullmatch(name)
        if not found:
            return name in _NAMES
        id_, part = found.groups()
        instrument = self.instruments.get(id_) or self._find(id_)
        if instrument is None or (part != TOTAL and int(part) > len(instrument.items)):
            return False
        self.instruments[id_] = instrument
        return True

    def _wrong(self, key: str, what: str, did_you_mean: str = "") -> None:
        self._collector.add(self._line, key, what, did_you_mean)


def _column(name: str) -> str:
    """The name of a column, normalised for comparison."""
    return name.strip().casefold()


def _layout(name: str) -> Mapping[str, str]:
    """The columns of a layout; raises WrongUse."""
    if name not in LAYOUTS:
        raise WrongUse(
            _("--map takes NAME=COLUMN or a layout."), _("The layouts are: {names}.", names=", ".join(LAYOUTS))
        )
    return LAYOUTS[name]
