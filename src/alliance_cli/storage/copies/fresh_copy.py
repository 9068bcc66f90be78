"""Copies only the rows of a vault, into a new file with the schema that the migrations make.

A file from elsewhere may contain a trigger, a view or an extra table. The schema guard refuses a foreign schema;
copying rows alone leaves the old schema behind in any case.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlcipher3.dbapi2 import Connection

from alliance_cli.core.errors import VaultTrouble
from alliance_cli.files.writing import sync
from alliance_cli.storage.columns import TABLES
from alliance_cli.storage.file.connection import connect
from alliance_cli.storage.file.database_errors import damaged, read_a_bad_page, translate_errors
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.schema_guard import OBJECTS, refuse_foreign_schema
from alliance_cli.storage.file.tally import differing
from alliance_cli.storage.migrations import make_schema
from alliance_cli.storage.schema import LATEST, TALLIED_SINCE
from alliance_cli.translation import _


def fresh_copy(source: Path, key: Key, part: Path) -> bool:
    """Copy the rows of a vault of any schema into an empty file, under the same key and schema version.

    Row numbers are kept, because lists are read in their order. Returns whether the rows match the tally; they are
    copied either way, because a backup may be all that is left. Rows whose client or session was lost are copied too
    and do not count as damage. Raises Damaged for a foreign schema or a page that cannot be read, VaultTrouble for a
    file that is not a vault.
    """
    with translate_errors(), closing(connect(source, key, "ro")) as old:
        version = _version(old)
        with closing(connect(part, key)) as new:
            new.execute("BEGIN")
            make_schema(new, version)
            new.execute("COMMIT")
        old.execute("ATTACH ? AS fresh KEY ?", [f"{part.as_uri()}?mode=rw", f"x'{key.hex}'"])
        old.execute("PRAGMA foreign_keys = OFF")
        old.execute("BEGIN")
        refuse_foreign_schema(version, old.execute(OBJECTS))  # in the transaction that reads the rows
        for table in TABLES:
            _copy_table(old, table)
        fits = version < TALLIED_SINCE or not any(differing(old.execute))
        if read_a_bad_page(old):
            raise damaged()
        old.execute("COMMIT")
    sync(part)
    return fits


def _version(old: Connection) -> int:
    """Return the schema version of a file; raises VaultTrouble if it is not a vault or is from a newer program."""
    (version,) = old.execute("PRAGMA user_version").fetchone()
    if version > LATEST:
        raise VaultTrouble(_("That backup was made by a newer alliance."), _("Nothing was changed. Update first."))
    if version < 1:
        raise VaultTrouble(_("That file is not a backup of a vault."), _("Nothing was changed."))
    return int(version)


def _copy_table(old: Connection, table: str) -> None:
    """Copy a table if the schema has it."""
    made = old.execute("SELECT wr FROM pragma_table_list(?) WHERE schema = 'fresh'", [table]).fetchone()
    if made is None:
        return
    columns = [row[0] for row in old.execute("SELECT name FROM pragma_table_info(?, 'fresh')", [table])]
    names = ", ".join(columns if made[0] else ["rowid", *columns])
    # The names are the schema's own.
    old.execute(f"INSERT INTO fresh.{table} ({names}) SELECT {names} FROM main.{table} ORDER BY 1")  # noqa: S608
