"""A vault with foreign tables, triggers or views is not opened, restored or reported as sound."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database

from alliance_cli.core.errors import Damaged
from alliance_cli.core.vault.safekeeping import FindingKind
from alliance_cli.storage import migrations, schema
from alliance_cli.storage.damage.checking import check_vault
from alliance_cli.storage.damage.salvage import salvage
from alliance_cli.storage.file.connection import connect
from alliance_cli.storage.file.keys import Key, random_key
from alliance_cli.storage.file.reading import ReadableVault
from alliance_cli.storage.file.schema_guard import DIGESTS, OBJECTS, digest
from alliance_cli.storage.file.vault import Vault

FOREIGN: dict[str, tuple[str, ...]] = {
    "a trigger that empties answers": (
        "CREATE TRIGGER t AFTER INSERT ON answer BEGIN UPDATE answer SET value = NULL; END",
    ),
    "a trigger that blocks erasing": ("CREATE TRIGGER t BEFORE DELETE ON client BEGIN SELECT RAISE(IGNORE); END",),
    "a trigger on the list of migrations": (
        "CREATE TRIGGER t AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM answer; END",
    ),
    "a view in place of a table": ("DROP TABLE answer", "CREATE VIEW answer AS SELECT 1 AS walk"),
    "a missing table": ("DROP TABLE tension",),
    "an extra table": ("CREATE TABLE extra (x)",),
    "an extra column": ("ALTER TABLE client ADD COLUMN note TEXT",),
    "a missing index": ("DROP INDEX moment_open",),
    "a version that is none": ("PRAGMA user_version = 0",),
}


@pytest.fixture
def key() -> Key:
    return random_key()


@pytest.fixture
def sound(tmp_path: Path, key: Key) -> Path:
    path = tmp_path / "vault.db"
    tmp_path.chmod(0o700)
    Vault.create(path, key).close()
    path.chmod(0o600)
    return path


def change_schema(path: Path, key: Key, statements: tuple[str, ...]) -> None:
    with closing(connect(path, key)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_each_schema_version_has_the_digest_of_its_migrated_schema() -> None:
    steps = [step for name, step in vars(schema).items() if name.isupper() and isinstance(step, str)]
    assert sorted(DIGESTS) == list(range(1, schema.LATEST + 1)) == list(range(1, len(steps) + 1))
    for version in DIGESTS:
        with closing(sqlcipher.connect(":memory:", isolation_level=None)) as connection:
            db = Database(connection, recursive_triggers=False, execute_plugins=False)
            for step in steps[:version]:
                migrations._run(db, step)
            assert digest(connection.execute(OBJECTS)) == DIGESTS[version], version


def test_a_new_vault_and_its_copy_open_and_are_sound(sound: Path, key: Key, tmp_path: Path) -> None:
    copy = Path(shutil.copy(sound, tmp_path / "copy.db"))
    ReadableVault.open(copy, key).close()
    Vault.open(sound, key).close()
    report = check_vault(sound, key)
    assert report is not None
    assert report.findings == ()


@pytest.mark.parametrize("statements", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_schema_is_not_opened_not_read_and_not_sound(
    sound: Path, key: Key, statements: tuple[str, ...]
) -> None:
    change_schema(sound, key, statements)
    for way in (Vault.open, ReadableVault.open):
        with pytest.raises(Damaged, match="not as the program made them"):
            way(sound, key)
    report = check_vault(sound, key)
    assert report is not None
    assert FindingKind.SCHEMA in {finding.kind for finding in report.findings}


def test_salvaging_leaves_a_foreign_trigger_behind(sound: Path, key: Key, tmp_path: Path) -> None:
    vault = Vault.open(sound, key)
    with vault.change() as db:
        db.execute("INSERT INTO client (id, code, opened_on) VALUES ('a', 'J7', '2026-11-20')")
    vault.close()
    change_schema(sound, key, FOREIGN["a trigger that blocks erasing"])
    made, _ = salvage(sound, key, tmp_path / "new.db")
    fresh = Vault.open(made, key)
    assert [row["code"] for row in fresh.rows("SELECT code FROM client")] == ["J7"]
    with fresh.change() as db:
        db.execute("DELETE FROM client")
    assert fresh.rows("SELECT code FROM client") == []
    fresh.close()


def test_a_trigger_added_while_the_vault_is_open_does_not_run(sound: Path, key: Key) -> None:
    vault = Vault.open(sound, key)
    change_schema(sound, key, ("CREATE TRIGGER t AFTER INSERT ON wording BEGIN UPDATE wording SET text = ''; END",))
    with pytest.raises(Damaged), vault.change() as db:
        db.execute("INSERT INTO wording VALUES ('a', 'kept')")
    vault.close()
    change_schema(sound, key, ("DROP TRIGGER t",))
    vault = Vault.open(sound, key)
    assert vault.rows("SELECT * FROM wording") == []
    vault.close()


def test_salvaging_does_not_read_a_view_in_place_of_a_table(sound: Path, key: Key, tmp_path: Path) -> None:
    vault = Vault.open(sound, key)
    with vault.change() as db:
        db.execute("INSERT INTO wording VALUES ('a', 'kept')")
    vault.close()
    forged = "CREATE VIEW access AS SELECT '2026-01-05T18:00:00.000+00:00' AS at, 'forged' AS action, '' AS client"
    change_schema(sound, key, ("DROP TABLE access", forged))
    made, _ = salvage(sound, key, tmp_path / "new.db")
    fresh = Vault.open(made, key)
    assert fresh.rows("SELECT text FROM wording") == [{"text": "kept"}]
    assert fresh.rows("SELECT * FROM access") == []
    fresh.close()
