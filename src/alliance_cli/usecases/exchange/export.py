"""Builds an export: confirms what leaves, and reads it from the vault."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from alliance_cli.core.errors import Mistakes, Refused
from alliance_cli.core.exchange.export import DataClass, Export, ExportChoice, Table
from alliance_cli.core.exchange.hider import LeftInText
from alliance_cli.core.exchange.selection import only_clients, scores_table, tables_for_record
from alliance_cli.core.walk.script import Script
from alliance_cli.usecases.app import App
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.caseload.find_client import known_client
from alliance_cli.usecases.front import Front
from alliance_cli.usecases.review.scored_courses import instruments_for

if TYPE_CHECKING:
    from alliance_cli.core.exchange.deidentified import Deidentified


def build_export(app: App, front: Front, choice: ExportChoice, clients: Sequence[str], confirmed: str | None) -> Export:
    """Everything that was asked for, once a person has confirmed that notes may leave.

    ``clients`` are codes as typed, none for all; ``confirmed`` is the word given in advance. Raises NotFound for a
    client, Locked, VaultTrouble, and Refused without the word.
    """
    ids = frozenset(known_client(app, front, typed).id for typed in clients)
    app.repository  # noqa: B018 - the passphrase comes before the word that confirms
    _confirm(front, choice, confirmed)
    if not ids:
        log_access(app)
    tables, left = _tables(app, choice, ids), LeftInText()
    if choice.deidentified:
        hidden = _deidentified(app, tables)
        tables, left = hidden.tables, hidden.left
    made_on = None if choice.deidentified else app.clock.today
    scripts = _scripts(app, tables)
    return Export(choice.classes, made_on, tables, choice.for_record, choice.deidentified, left, scripts)


def importable_tables() -> tuple[Table, ...]:
    """The tables that an import reads, without rows."""
    from alliance_cli.storage.exchange.tables import empty_tables

    return (*empty_tables(), scores_table((), {}))


def _confirm(front: Front, choice: ExportChoice, word: str | None) -> None:
    """Notes leave only by an explicit word; raises Refused."""
    if DataClass.NOTES not in choice.classes:
        return
    if word is None and front.interactive:
        word = front.ask("The file will hold your notes, not encrypted. Type notes to go on; Enter writes nothing.")
    if (word or "").strip() != DataClass.NOTES:
        raise Refused("Nothing was written: plaintext export not confirmed.", "Confirm it with: --confirm notes")


def _tables(app: App, choice: ExportChoice, clients: frozenset[str]) -> tuple[Table, ...]:
    """The rows of the classes chosen; ``clients`` are ids, none for all."""
    tables = app.repository.tables.of(frozenset(choice.classes))
    if clients:
        tables = only_clients(tables, clients)
    if DataClass.MEASURES in choice.classes:
        tables = (*tables, _scores(app, tables))
    if choice.for_record:
        tables = tables_for_record(tables)
    return tuple(tables)


def _scores(app: App, tables: Sequence[Table]) -> Table:
    ids = {row["id"] for table in tables if table.name == "client" for row in table.rows}
    clients = [client for client in app.repository.clients.all() if client.id in ids]
    taken = [each for client in clients for each in app.repository.measures.administrations(client)]
    return scores_table(taken, instruments_for(app, taken))


def _deidentified(app: App, tables: Sequence[Table]) -> Deidentified:
    from alliance_cli.core.exchange.deidentified import deidentified

    codes = [client.code for client in app.repository.clients.all()]
    random.SystemRandom().shuffle(codes)  # the order of codes or dates would give some of them away
    leaving = {row["code"] for table in tables if table.name == "client" for row in table.rows}
    here = sorted(codes, key=lambda code: code not in leaving)
    return deidentified(tables, here, lambda stamp: app.clock.local(stamp).date())


def _scripts(app: App, tables: Sequence[Table]) -> dict[str, Script]:
    """The scripts of the wordings that leave; answers to one that cannot be read stand beside their prompt's id."""
    scripts = {}
    for row in (row for table in tables if table.name == "wording" for row in table.rows):
        try:
            scripts[str(row["sha256"])] = app.catalog.read_script_version(str(row["text"]))
        except Mistakes:
            continue
    return scripts
