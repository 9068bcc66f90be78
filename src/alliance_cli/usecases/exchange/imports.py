"""Imports an export: lists every mistake in the file, or adds everything that is new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from alliance_cli.core.errors import Interrupted, WrongUse
from alliance_cli.files.paths import FileTooLarge, last_write, open_file, read_file, typed_path
from alliance_cli.files.trouble import worded
from alliance_cli.translation import _, _n
from alliance_cli.usecases.app import App
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.exchange.watched import WatchedFile, Watching, unwatched

MOST_BYTES = 256 * 1024 * 1024
"""More than a lifetime of ratings; a larger CSV file is not a list of ratings."""


class ImportFile(Struct, frozen=True):
    """A file to import."""

    path: Path
    raw: bytes = b""
    """The content of a CSV file; an export can be too large for memory."""

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def is_csv(self) -> bool:
        return self.path.suffix.lower() == ".csv"

    @classmethod
    def read(cls, file: str) -> ImportFile:
        """Read a file; raises WrongUse or NotFound."""
        path = typed_path(file)
        if path.suffix.lower() not in (".csv", ".json"):
            raise WrongUse(
                _("Only an export in json and a CSV file of ratings can be read."), _("Its name ends in .json or .csv.")
            )
        found = cls(path)
        if not found.is_csv:
            open_file(path).close()
            return found
        try:
            return cls(path, read_file(path, MOST_BYTES))
        except FileTooLarge:
            hint = _("Check that it is the one you mean.")
            raise WrongUse(_("The file is larger than any list of ratings: over 256 MB."), hint) from None


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Report Ctrl-C inside the block as nothing stored, because an import is stored as a whole at its end."""
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted(_("Stopped; nothing was stored.")) from None


class ImportOutcome(Struct, frozen=True):
    """What an import added or would add, and where the file differs from the vault, whose values stay."""

    added: Mapping[str, int]
    """The number of rows by table."""
    differing: tuple[str, ...] = ()
    """Places in the file."""
    unworded: int = 0
    """The number of walks left out because their questions are not in the file."""
    empty: bool = False
    """Whether no row of the file holds a rating."""
    skipped: int = 0
    """Rows that are marked as skipped."""
    unread: tuple[int, ...] = ()
    """The columns that were not read, counted from 1."""

    @property
    def nothing_new(self) -> str:
        """Why nothing was added, in a few words."""
        if self.empty:
            return _("nothing, no row holds a rating")
        if not self.differing:
            return _("nothing, all of it is here already")
        many = len(self.differing)
        return _n(
            "nothing. One place differs and stays as it is",
            "nothing. {count} places differ and stay as they are",
            many,
        )


_PASSES = 4
"""How often the rows of an export are read: checked, looked through for keys, compared, and stored."""


def import_export(app: App, source: ImportFile, *, dry_run: bool, watching: Watching = unwatched) -> ImportOutcome:
    """Put an export back, or with ``dry_run`` only find out what would be added; raises Mistakes."""
    from alliance_cli.content.readers.export_file import read_export
    from alliance_cli.content.yaml.mistakes import MistakeCollector

    repository, collector = app.repository, MistakeCollector(source.name)
    with worded(), open_file(source.path) as file, watching() as watch:
        written = last_write(file)
        content = WatchedFile(file, source.path.stat().st_size, _PASSES - dry_run, watch)
        tables = read_export(content, source.name, repository.tables.empty, app.catalog.read_script_version)
        log_access(app)
        with repository.change(interruptible=True):
            plan = repository.imports.plan(tables)
            for problem in plan.problems:
                collector.add(0, f"tables.{problem.table}[{problem.row}].{problem.column}", problem.what)
            collector.raise_if_any()
            if not dry_run:
                repository.imports.add(plan)
            if last_write(file) != written:  # its rows were read more than once
                raise WrongUse(
                    _("The file was changed while it was read; nothing was stored."), _("Run the command again.")
                )
    places = tuple(f"tables.{table}[{row}]" for table, row in plan.differing)
    return ImportOutcome(plan.counts, places, plan.unworded)
