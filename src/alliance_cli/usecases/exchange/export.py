"""Writes an export: confirms it with a person, and reads the vault while the file is written."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.errors import Mistakes, Refused
from alliance_cli.core.exchange.export import DataClass, Export, ExportChoice, Table
from alliance_cli.core.exchange.hider import LeftInText
from alliance_cli.core.exchange.row_source import RowBatch, RowSource
from alliance_cli.core.exchange.selection import ScoreRows, scores_table, tables_for_record
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.instruments.scoring import Administration
from alliance_cli.core.walk.script import Script
from alliance_cli.translation import _, _c
from alliance_cli.usecases.app import App
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.caseload.find_client import known_client
from alliance_cli.usecases.exchange.watched import Watch
from alliance_cli.usecases.front import Front
from alliance_cli.usecases.review.scored_courses import find_instrument


class WrittenExport(Struct, frozen=True):
    """What was written: the export, the rows of each table, and how many answers are skipped questions.

    ``held_back`` says whether it holds answers that a client gave alone and the clinician has not been shown yet.
    """

    export: Export
    counts: Mapping[str, int]
    skipped: int
    held_back: bool = False


def agree_to_export(
    app: App, front: Front, choice: ExportChoice, clients: Sequence[str], confirmed: str | None
) -> frozenset[str]:
    """The ids of the clients whose data leaves, none for all, once a person has confirmed that notes may leave.

    ``clients`` are codes as typed, none for all; ``confirmed`` is the word given in advance. Raises NotFound for a
    client, Locked, VaultTrouble, and Refused without the word.
    """
    ids = frozenset(known_client(app, front, typed).id for typed in clients)
    app.repository  # noqa: B018 - the passphrase comes before the word that confirms
    if DataClass.NOTES in choice.classes:
        confirm_notes(front, confirmed)
    if not ids:
        log_access(app)
    return ids


def write_export(
    app: App, choice: ExportChoice, clients: Collection[str], write: Callable[[Export], None], watch: Watch
) -> WrittenExport:
    """Have ``write`` write the requested data as of one moment; no other program writes in between."""
    with app.repository.much_room(), app.repository.change(interruptible=True):
        tables = _tables(app, choice, clients)
        made = _export(app, choice, tables)
        counts = made.counts
        watched = _Watched(watch, sum(counts.values()))
        write(replace(made, tables=tuple(map(watched.table, made.tables))))
        return WrittenExport(made, counts, _skipped(tables), _holds_unseen(app, choice, clients))


def _holds_unseen(app: App, choice: ExportChoice, clients: Collection[str]) -> bool:
    """Whether the export of these clients (ids, none for all) includes anything held back."""
    if {DataClass.MEASURES, DataClass.NOTES}.isdisjoint(choice.classes):
        return False
    held = app.repository.held_back.clients()
    return bool(held.intersection(clients) if clients else held)


def _export(app: App, choice: ExportChoice, tables: tuple[Table, ...]) -> Export:
    left = LeftInText()
    made_on: date | None = app.clock.today
    if choice.deidentified:
        from alliance_cli.core.exchange.deidentified import deidentified

        hidden = deidentified(tables, _shuffled_codes(app, tables), lambda stamp: app.clock.local(stamp).date())
        tables, left, made_on = hidden.tables, hidden.left, None

    def read_script(text: str) -> Script | None:
        try:
            return app.catalog.read_script_version(text)
        except Mistakes:  # its answers are listed with their prompt ids
            return None

    @cache
    def instrument(id_: str) -> Instrument | None:
        return find_instrument(app, id_)

    record, hidden_ = choice.for_record, choice.deidentified

    def time_of(stamp: str) -> str:
        return f"{app.clock.local(stamp):%H:%M}"

    return Export(choice.classes, made_on, tables, record, hidden_, left, read_script, instrument, time_of)


def _skipped(tables: Iterable[Table]) -> int:
    """How many answers are skipped questions."""
    from alliance_cli.storage.exchange.vault_rows import VaultRows

    answers = (table.rows for table in tables if table.name == "answer")
    return sum(rows.without_value for rows in answers if isinstance(rows, VaultRows))


def importable_tables() -> tuple[Table, ...]:
    """The tables that an import reads, without rows."""
    from alliance_cli.storage.exchange.tables import empty_tables

    return (*empty_tables(), scores_table())


def confirm_notes(front: Front, word: str | None) -> None:
    """Require the explicit word for notes, given in advance or typed now; raises Refused."""
    if word is None and front.interactive:
        word = front.ask(_("The file will hold your notes, not encrypted. Type notes to go on; Enter writes nothing."))
    if not _means_notes(word or ""):
        raise Refused(
            _("Nothing was written, because you did not confirm that the notes leave the vault unencrypted."),
            _("Confirm it with: --confirm notes"),
        )


def _means_notes(word: str) -> bool:
    """Whether the word is notes, in English or in the chosen language."""
    return word.strip() == DataClass.NOTES or word.strip().casefold() == _c("typed", "notes").casefold()


def _tables(app: App, choice: ExportChoice, clients: Collection[str]) -> tuple[Table, ...]:
    """The rows of the classes chosen; ``clients`` are ids, none for all."""
    tables = app.repository.tables.of(frozenset(choice.classes), clients)
    if DataClass.MEASURES in choice.classes:
        tables = (*tables, _scores(app, clients))
    return tables_for_record(tables) if choice.for_record else tables


def _scores(app: App, clients: Collection[str]) -> Table:
    """The scores of these clients, given by id, none for all."""
    by_id = {each.id: each for each in app.repository.clients.all() if each.id in clients or not clients}

    def taken(client: str | None) -> Iterator[Administration]:
        for each in by_id.values() if client is None else filter(None, [by_id.get(client)]):
            yield from app.repository.measures.administrations(each)

    @cache
    def instrument(id_: str) -> Instrument | None:
        return find_instrument(app, id_)

    return scores_table(ScoreRows(taken, instrument))


def _shuffled_codes(app: App, tables: Iterable[Table]) -> Sequence[str]:
    """The codes of all clients in random order, the exported ones first."""
    codes = [client.code for client in app.repository.clients.all()]
    random.SystemRandom().shuffle(codes)
    leaving = {row["code"] for table in tables if table.name == "client" for row in table.rows}
    return sorted(codes, key=lambda code: code not in leaving)


class _Watched:
    """Reports how many rows of an export are read; a table that is read twice counts once."""

    def __init__(self, watch: Watch, total: int) -> None:
        self._watch, self._total, self._passed = watch, total, 0

    def table(self, table: Table) -> Table:
        rows = table.rows
        return replace(table, rows=WatchedRows(rows, self._pass)) if isinstance(rows, RowSource) else table

    def _pass(self, count: int) -> None:
        self._passed = min(self._passed + count, self._total)
        self._watch(self._passed, self._total)


class WatchedRows(RowSource):
    """The rows of another source, reported as they pass, some hundred at a time."""

    def __init__(self, source: RowSource, report: Callable[[int], None]) -> None:
        self._source, self._report = source, report

    def batches(self, client: str | None = None) -> Iterator[RowBatch]:
        for batch in self._source.batches(client):
            yield batch
            self._report(batch.size)

    @property
    def names(self) -> Collection[str]:
        return self._source.names

    def __len__(self) -> int:
        return len(self._source)
