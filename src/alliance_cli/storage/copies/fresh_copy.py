"""Copies the rows of a vault into a new file whose schema the migrations make, and nothing but those rows.

A file from elsewhere may hold more than rows: a trigger, a view, a table nobody asked for. The schema guard refuses
what it knows to be foreign; here nothing of the old schema is carried along in the first place.
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

    Row numbers stay, as lists are read in their order. Returns whether the rows are those that were counted; they are
    copied as they are either way, since a backup may be all that is left. So is a row whose client or session was
    lost: it counts as no damage. Raises Damaged for a foreign schema or a page that cannot be read, VaultTrouble for
    a file that is not a vault.
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
    """The schema version of a file; raises VaultTrouble where it is not a vault, or one of a newer program."""
    (version,) = old.execute("PRAGMA user_version").fetchone()
    if version > LATEST:
        raise VaultTrouble(_("That backup was made by a newer alliance."), _("Nothing was changed. Update first."))
    if version < 1:
        raise VaultTrouble(_("That file is not a backup of a vault."), _("Nothing was changed."))
    return int(version)


def _copy_table(old: Connection, table: str) -> None:
    """Copy a table, unless the schema does not have it yet."""
    made = old.execute("SELECT wr FROM pragma_table_list(?) WHERE schema = 'fresh'", [table]).fetchone()
    if made is None:
        return
    columns = [row[0] for row in old.execute("SELECT name FROM pragma_table_info(?, 'fresh')", [table])]
    names = ", ".join(columns if made[0] else ["rowid", *columns])
    # The names are the schema's own.
    old.execute(f"INSERT INTO fresh.{table} ({names}) SELECT {names} FROM main.{table} ORDER BY 1")  # noqa: S608
