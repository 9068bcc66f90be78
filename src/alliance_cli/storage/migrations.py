"""From an older vault to the latest schema, in steps that only ever grow."""

from __future__ import annotations

from sqlcipher3.dbapi2 import Connection
from sqlite_utils import Database, Migrations

from alliance_cli.storage import schema

steps = Migrations("alliance")


@steps()
def base(db: Database) -> None:
    """Clients, sessions, walks and what is kept of them."""
    _run(db, schema.BASE)


@steps()
def safekeeping(db: Database) -> None:
    """How long a client's file is to be kept, which backups were made, and whose file was touched when."""
    _run(db, schema.SAFEKEEPING)


@steps()
def tension(db: Database) -> None:
    """What was said of tension outside a walk."""
    _run(db, schema.TENSION)


def _run(db: Database, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            db.execute(statement)


def migrate(connection: Connection) -> None:
    """Bring the vault to the latest schema; call it inside a write transaction."""
    db = Database(connection, recursive_triggers=False, execute_plugins=False)
    steps.apply(db)
    db.execute(f"PRAGMA user_version = {schema.LATEST}")
