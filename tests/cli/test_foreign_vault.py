"""A backup with foreign triggers or tables is not restored, opened, copied or reported as sound."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from alliance_cli.core.errors import AllianceError
from alliance_cli.storage.copies.copying import verified_copy
from alliance_cli.storage.copies.fresh_copy import fresh_copy
from alliance_cli.storage.file.connection import connect
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.schema_guard import OBJECTS, digest
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of
from tests.storage.conftest import not_as_counted
from tests.storage.test_frozen import FILES, FROZEN

from .conftest import PASSPHRASE, Alliance, derive, made_once

_FORGED = """INSERT OR REPLACE INTO moment (id, session, kind, note, noted_at)
SELECT 'forged', id, 'strong', 'never said', '2026-01-05T18:00:00.000+00:00' FROM session"""
FOREIGN: dict[str, tuple[str, ...]] = {
    "a trigger that empties answers": (
        "CREATE TRIGGER t AFTER INSERT ON answer BEGIN UPDATE answer SET value = NULL; END",
    ),
    "a trigger that forges notes": (f"CREATE TRIGGER t AFTER INSERT ON rating BEGIN {_FORGED}; END",),
    "a trigger that keeps notes after erasing": (
        "CREATE TABLE kept (value TEXT)",
        "CREATE TRIGGER t BEFORE DELETE ON answer BEGIN INSERT INTO kept VALUES (OLD.value); END",
    ),
    "a trigger that keeps notes in a table of ours": (
        "CREATE TRIGGER t BEFORE DELETE ON answer BEGIN INSERT INTO access VALUES ('', OLD.value, NULL); END",
    ),
    "a trigger that blocks erasing": ("CREATE TRIGGER t BEFORE DELETE ON client BEGIN SELECT RAISE(IGNORE); END",),
    "a view in place of a table": ("DROP TABLE answer", "CREATE VIEW answer AS SELECT 1 AS walk"),
    "a missing table": ("DROP TABLE tension",),
    "an extra table": ("CREATE TABLE extra (x)",),
}


def key_of(path: Path) -> Key:
    return derive(PASSPHRASE, salt_of(path))


def changed(path: Path, statements: tuple[str, ...]) -> None:
    with closing(connect(path, key_of(path))) as connection:
        for statement in ("PRAGMA foreign_keys = OFF", *statements):
            connection.execute(statement)


@made_once
def reflected(alliance: Alliance) -> None:
    given = "learned: Much\nclinician-bond: 7\nstrongest: [Laughed]\n"
    assert alliance("reflect", "J7", "--new", "--on", "2026-01-13", "--answers", "-", typed=given).code == 0


@pytest.fixture
def backup(reflected: Alliance) -> Path:
    return Path(reflected("backup", "--json").document["path"])


@pytest.mark.parametrize("statements", FOREIGN.values(), ids=FOREIGN)
def test_every_command_refuses_a_foreign_file(
    alliance: Alliance, backup: Path, home: Path, statements: tuple[str, ...]
) -> None:
    vault = home / "vault.db"
    before = vault.read_bytes()
    opened = Vault.open(vault, key_of(vault))
    changed(backup, statements)
    ran = alliance("restore", str(backup), "--yes")
    assert (ran.code, "This backup is damaged. Nothing was changed." in ran.err) == (7, True)
    assert vault.read_bytes() == before
    shutil.copy(backup, home / "lying-here.db")
    changed(vault, statements)
    with pytest.raises(AllianceError):
        verified_copy(opened, home / "lying-here.db")  # a backup of a vault that was changed while open
    opened.close()
    for words in (("history", "J7"), ("prep", "J7"), ("client", "erase", "J7", "--confirm", "J7"), ("backup",)):
        ran = alliance(*words)
        assert (ran.code, "not as the program made them" in ran.err) == (7, True), words
    ran = alliance("vault", "check", "--json")
    assert (ran.code, ran.document["sound"]) == (7, False)


def test_a_restored_vault_has_the_migrations_schema_and_the_backups_rows(
    alliance: Alliance, backup: Path, home: Path
) -> None:
    changed(
        backup,
        (
            "CREATE INDEX lying_here ON _sqlite_migrations (name)",  # its SQL comes from another library
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('foreign', 'rows', '')",
            "DELETE FROM access WHERE rowid = 1",  # row numbers with a gap
            "INSERT INTO session VALUES ('lost', 'lost', '2026-01-05', '2026-01-05T18:00:00.000+00:00', NULL, NULL)",
        ),
    )
    made = home / "made.db"
    made.touch()
    assert not fresh_copy(backup, key_of(backup), made)  # the last two changes were not counted
    tables = ("client", "session", "walk", "answer", "moment", "rating", "tally")
    queries = (OBJECTS, "SELECT rowid, * FROM access", *(f"SELECT * FROM {table} ORDER BY 1, 2" for table in tables))
    with closing(connect(backup, key_of(backup))) as old, closing(connect(made, key_of(made))) as new:
        for query in queries[1:]:
            assert new.execute(query).fetchall() == old.execute(query).fetchall(), query
        assert digest(new.execute(OBJECTS)) == digest(row for row in old.execute(OBJECTS) if row[1] != "lying_here")
        assert new.execute("SELECT count(*) FROM sqlite_master WHERE name = 'lying_here'").fetchone() == (0,)
        assert new.execute("SELECT DISTINCT migration_set FROM _sqlite_migrations").fetchall() == [("alliance",)]


def test_a_backup_that_does_not_match_its_tally_is_restored_with_a_warning(
    alliance: Alliance, backup: Path, home: Path
) -> None:
    changed(backup, ("DELETE FROM rating",))
    ran = alliance("restore", str(backup), "--yes")
    assert (ran.code, "Some rows of this backup differ from what was kept." in ran.err) == (0, True)
    assert "alliance vault check" in ran.err
    assert not_as_counted(home / "vault.db", key_of(home / "vault.db"))


def test_a_sound_backup_is_restored_without_a_warning(alliance: Alliance, backup: Path) -> None:
    ran = alliance("restore", str(backup), "--yes")
    assert (ran.code, "Some rows" in ran.err) == (0, False)
    assert alliance("vault", "check", "--json").document["sound"]
    assert alliance("client", "erase", "J7", "--confirm", "J7", "--confirm", "J7").code == 0
    assert alliance("vault", "check", "--json").document["sound"]


@pytest.mark.parametrize("name", FILES)
def test_a_backup_of_every_released_schema_is_restored(alliance: Alliance, home: Path, name: str) -> None:
    ran = alliance("restore", str(FROZEN / name), "--yes")
    assert ran.code == 0, ran.err
    assert alliance("vault", "check", "--json").document["sound"]
    assert "J7" in alliance("history", "J7").out
