"""Imports a file: names everything that is wrong with it, or adds everything that is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct

from alliance_cli.core.course.entities import How
from alliance_cli.core.errors import Interrupted, WrongUse
from alliance_cli.files.paths import FileTooLarge, read_file, typed_path
from alliance_cli.usecases.app import App
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.caseload.missed import held_session

if TYPE_CHECKING:
    from alliance_cli.content.readers.ratings_file import RatedRow

MOST_BYTES = 256 * 1024 * 1024
"""More than a lifetime of notes; a larger file is something else."""


class ImportFile(Struct, frozen=True):
    """The content of a file to import."""

    name: str
    is_csv: bool
    raw: bytes

    @classmethod
    def read(cls, file: str) -> ImportFile:
        """Read a file; raises WrongUse or NotFound."""
        path = typed_path(file)
        if path.suffix.lower() not in (".csv", ".json"):
            raise WrongUse(
                "Only an export in json and a CSV file of ratings can be read.", "Its name ends in .json or .csv."
            )
        try:
            raw = read_file(path, MOST_BYTES)
        except FileTooLarge:
            hint = "Check that it is the one you mean."
            raise WrongUse("The file is larger than any export: over 256 MB.", hint) from None
        return cls(path.name, path.suffix.lower() == ".csv", raw)


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Says of Ctrl-C inside the block that nothing was stored; an import is stored as a whole at its end."""
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted("Stopped; nothing was stored.") from None


class ImportOutcome(Struct, frozen=True):
    """What an import added, or would add, and where the file differs from the vault, which keeps its own."""

    added: Mapping[str, int]
    """Table to number of rows."""
    differing: tuple[str, ...] = ()
    """Places in the file."""
    unworded: int = 0
    """Walks that were left out, since the questions asked in them are not in the file."""

    @property
    def nothing_new(self) -> str:
        """Why nothing was added, in a few words."""
        if not self.differing:
            return "nothing, all of it is here already"
        many = len(self.differing)
        return (
            "nothing. One place differs and stays as it is"
            if many == 1
            else f"nothing. {many} places differ and stay as they are"
        )


def import_export(app: App, source: ImportFile, *, dry_run: bool) -> ImportOutcome:
    """Put an export back, or with ``dry_run`` only find out what would be added; raises Mistakes."""
    from alliance_cli.content.readers.export_file import read_export
    from alliance_cli.content.yaml.mistakes import MistakeCollector

    repository = app.repository
    tables = read_export(source.raw, source.name, repository.tables.empty, app.catalog.read_script_version)
    collector = MistakeCollector(source.name)
    log_access(app)
    with repository.change(interruptible=True):
        plan = repository.imports.plan(tables)
        for problem in plan.problems:
            collector.add(0, f"tables.{problem.table}[{problem.row}].{problem.column}", problem.what)
        collector.raise_if_any()
        if not dry_run:
            repository.imports.add(plan)
    places = tuple(f"tables.{table}[{row}]" for table, row in plan.differing)
    return ImportOutcome(plan.counts, places, plan.unworded)


def import_ratings(app: App, source: ImportFile, *, dry_run: bool, new: bool, insist: bool) -> ImportOutcome:
    """Add earlier ratings, or with ``dry_run`` only find out what would be added; raises Mistakes.

    With ``new`` clients are opened for unknown codes, with ``insist`` even for codes that look like names.
    """
    from alliance_cli.content.readers.ratings_file import ClientCodePolicy, read_ratings

    known = frozenset(client.code.casefold() for client in app.repository.clients.all())
    rows = read_ratings(source.raw, source.name, app.clock.today, ClientCodePolicy(known, new, insist))
    outcome = ImportOutcome({})
    log_access(app)
    try:
        with app.repository.change(interruptible=True):
            outcome = _add_ratings(app, rows)
            if dry_run:
                raise _RollBack
    except _RollBack:
        pass
    return outcome


class _RollBack(Exception):
    """Ends a dry run, which does everything and then undoes it, so that it cannot differ from the real one."""


def _add_ratings(app: App, rows: Sequence[RatedRow]) -> ImportOutcome:
    """Add what is not there yet, by client and day, with the clients and sessions it needs."""
    added, differing = Counter[str](), []
    repository = app.repository
    for row in sorted(rows, key=lambda row: row.on):
        if not row.ratings:
            continue
        client = repository.clients.find(row.client)
        if client is None:
            client = repository.clients.add(row.client, row.on)
            added["client"] += 1
        session = held_session(app, client, row.on)
        if session is None:
            session = repository.sessions.add(client, row.on)
            added["session"] += 1
        given = repository.measures.given(session, row.rater)
        fresh = {scale: value for scale, value in row.ratings.items() if scale not in given}
        repository.measures.rate(session, row.rater, fresh, How.IMPORTED)
        added["rating"] += len(fresh)
        differing += [(row.line, scale) for scale, value in row.ratings.items() if given.get(scale, value) != value]
    return ImportOutcome(added, tuple(f"line {line}, {scale}" for line, scale in sorted(differing)))
