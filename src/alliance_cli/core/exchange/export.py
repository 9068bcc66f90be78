"""Defines exports and imports as tables of plain values, and the classes of data that may be combined."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from alliance_cli.core.codes import code_order
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.exchange.column_kinds import ColumnKind
from alliance_cli.core.exchange.hider import LeftInText
from alliance_cli.core.exchange.row_source import Row, RowBatch, RowSource, batches_of, rows_of
from alliance_cli.core.formatting import either, joined
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.walk.script import Script
from alliance_cli.translation import N_, NC_, _, _c

VERSION = 2
"""The document version that an import reads; it is raised when older programs could not read newer files."""


class DataClass(StrEnum):
    """A class of data that can be exported."""

    MEASURES = "measures"
    NOTES = "notes"
    OWN = "own"

    @property
    def in_words(self) -> str:
        return _c("class of data", _CLASSES[self])


_CLASSES = {
    DataClass.MEASURES: NC_("class of data", "measures"),
    DataClass.NOTES: NC_("class of data", "notes"),
    DataClass.OWN: NC_("class of data", "own"),
}

ABOUT: Mapping[DataClass, str] = {
    DataClass.MEASURES: N_("ratings, scores, and the dates and times of sessions"),
    DataClass.NOTES: N_("process notes, with the codes and dates they belong to"),
    DataClass.OWN: N_("the clinician's own practice, self-care and log"),
}
"""Each class in a few words."""
_ABOUT_DEIDENTIFIED = {
    DataClass.MEASURES: N_("ratings, scores, and the sessions by day"),
    DataClass.NOTES: N_("process notes, with the aliases and days they belong to"),
}


class Column(Struct, frozen=True):
    """A column of a table, as the schema defines it."""

    name: str
    kind: ColumnKind
    key: bool = False
    required: bool = False
    """Whether every row must have a value."""
    nullable: bool = True
    into: str = ""
    """The table that its values refer to; empty for none."""
    goes_with: bool = False
    """Whether its row is deleted together with the row it refers to."""


class Table(Struct, frozen=True):
    """Rows of one kind, in the order of the export; they may be read lazily during iteration."""

    name: str
    columns: tuple[Column, ...]
    rows: Collection[Row]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that at least one row has, in order; all columns if there are no rows."""
        rows = self.rows
        there = rows.names if isinstance(rows, RowSource) else {name for row in rows for name in row}
        return tuple(column.name for column in self.columns if column.name in there or not there)

    def of(self, client: str) -> Iterator[Row]:
        """The rows of one client, by id, or of ``NOBODY``."""
        return rows_of(self.rows, client)

    def batches(self, client: str | None = None) -> Iterator[RowBatch]:
        """The rows of one client, of ``NOBODY``, or of all, several hundred at a time."""
        return batches_of(self.rows, client)

    def keys_of(self, client: str) -> Iterator[str]:
        """The keys of one client's rows, for a table whose key is one column; the rows are not checked."""
        (key,) = self.key
        rows = self.rows
        return rows.keys(key, client) if isinstance(rows, RowSource) else (str(row[key]) for row in self.of(client))

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that identify a row."""
        return tuple(column.name for column in self.columns if column.key)


class Export(Struct, frozen=True):
    """The contents of one file. Rows are read from the vault while the file is written."""

    classes: tuple[DataClass, ...]
    made_on: date | None
    """None in a de-identified export, since it would reveal real dates."""
    tables: tuple[Table, ...]
    for_record: bool = False
    deidentified: bool = False
    left: LeftInText = field(default_factory=LeftInText)
    """What a person should still check in a de-identified export; complete once the file is written."""
    read_script: Callable[[str], Script | None] = lambda _: None
    """Reads a script version of the export; None if it cannot be read."""
    find_instrument: Callable[[str], Instrument | None] = lambda _: None
    """Finds an instrument by its id; None if it is not available."""
    time_of: Callable[[str], str] = lambda stamp: stamp[11:16]
    """The time of day of a stamp, as ``14:32``."""

    @property
    def says(self) -> str:
        """A sentence on what it contains, and that anyone can read it."""
        about = {**ABOUT, **_ABOUT_DEIDENTIFIED} if self.deidentified else ABOUT
        held = joined([f"{each.in_words} ({_(about[each])})" for each in self.classes])
        return _("This holds {held}. It is not encrypted: anyone who has it can read it.", held=held)

    @property
    def counts(self) -> Mapping[str, int]:
        """The number of rows of each table."""
        return {table.name: len(table.rows) for table in self.tables}

    @property
    def clients(self) -> list[Row]:
        """The rows of all clients, in the order of their codes."""
        return sorted(self.table("client").rows, key=lambda row: code_order(str(row["code"])))

    def table(self, name: str) -> Table:
        """The table with this name; an empty table if the export does not have it."""
        return next((table for table in self.tables if table.name == name), Table(name, (), ()))


class ExportChoice(Struct, frozen=True):
    """The classes of an export, and whether it is for a clinical record or de-identified."""

    classes: tuple[DataClass, ...]
    for_record: bool = False
    deidentified: bool = False


def refuse_for_fhir(classes: Sequence[str], *, deidentified: bool) -> None:
    """Raises WrongUse for anything a FHIR file cannot contain; it takes only measures with codes and dates."""
    if set(classes) - {DataClass.MEASURES}:
        raise WrongUse(_("A FHIR file holds only measures."), _("Leave --class out, or choose another format."))
    if deidentified:
        raise WrongUse(
            _("A FHIR file holds codes and dates, which a record needs to file it."),
            _("Leave --deidentified out, or choose another format."),
        )


def export_choice(
    classes: Sequence[str], *, of_clients: bool, for_record: bool = False, deidentified: bool = False
) -> ExportChoice:
    """The choice made by these options; raises WrongUse. ``of_clients``: the command names clients."""
    if set(classes) - set(DataClass):
        raise WrongUse(_("--class takes {classes}.", classes=either(list(DataClass))))
    named = tuple(each for each in DataClass if each in classes) or ((DataClass.MEASURES,) if for_record else ())
    if not named:
        held = "; ".join(f"{each}: {_(about)}" for each, about in ABOUT.items())
        raise WrongUse(_("Name what to export with --class."), f"{held}.")
    if DataClass.OWN in named and of_clients:
        raise WrongUse(_("Your own log is not part of a client's export."), _("Leave --client out, or --class own."))
    if for_record and named != (DataClass.MEASURES,):
        raise WrongUse(_("A record gets only measures."), _("Leave --class out, or leave --for-record out."))
    if deidentified and DataClass.OWN in named:
        raise WrongUse(
            _("Your own log belongs to no client, so it cannot be de-identified."),
            _("Leave --deidentified out, or --class own."),
        )
    return ExportChoice(named, for_record, deidentified)
