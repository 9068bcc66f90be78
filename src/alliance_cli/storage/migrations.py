"""Migrates an older vault to the latest schema. Steps are only ever added."""

from __future__ import annotations

from sqlcipher3.dbapi2 import Connection
from sqlite_utils import Database, Migrations

from alliance_cli.storage import schema
from alliance_cli.storage.file.tally import renew

steps = Migrations("alliance")


@steps()
def base(db: Database) -> None:
    """Clients, sessions, walks and their answers."""
    _run(db, schema.BASE)


@steps()
def safekeeping(db: Database) -> None:
    """The retention date of a client's file, the list of backups, and an index of the access log."""
    _run(db, schema.SAFEKEEPING)


@steps()
def tension(db: Database) -> None:
    """Reports of tension given outside a walk."""
    _run(db, schema.TENSION)


@steps()
def missed(db: Database) -> None:
    """The reason why a session was missed; NULL for a held one."""
    _run(db, schema.MISSED)


@steps()
def sealing(db: Database) -> None:
    """Half-typed answers, copies being written, a tally, totals without items, more of a moment, goals and marks."""
    _run(db, schema.SEALING)


def _run(db: Database, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            db.execute(statement)


def migrate(connection: Connection) -> None:
    """Migrate to the latest schema; call it inside a write transaction."""
    db = Database(connection, recursive_triggers=False, execute_plugins=False)
    steps.apply(db)
    renew(connection)
    db.execute(f"PRAGMA user_version = {schema.LATEST}")


def make_schema(connection: Connection, version: int) -> None:
    """Make the empty tables of a schema version in an empty file; call it inside a write transaction."""
    db = Database(connection, recursive_triggers=False, execute_plugins=False)
    later = [step.name for step in steps.pending(db)][version:]
    steps.apply(db, stop_before=later)
    db.execute(f"PRAGMA user_version = {version}")
