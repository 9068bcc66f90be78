"""The tally matches the rows after any work of the program, and rows from another moment are detected."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlcipher

from alliance_cli.core.vault.safekeeping import FindingKind
from alliance_cli.storage.columns import TALLIED
from alliance_cli.storage.copies.rekeying import change_key
from alliance_cli.storage.damage.checking import check_vault
from alliance_cli.storage.damage.salvage import salvage
from alliance_cli.storage.file.connection import connect
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import PAGE
from alliance_cli.storage.repository import Repository
from tests.new_vault import KEY, new_vault
from tests.storage.conftest import not_as_counted
from tests.storage.exchange import whole
from tests.storage.test_frozen import FIRST

STAMP = "2026-01-05T18:00:00.000+00:00"
STATEMENTS = (
    f"INSERT INTO wording VALUES (?, '{STAMP}')",
    "INSERT OR REPLACE INTO wording VALUES (?, 'again')",
    "INSERT INTO wording VALUES (?, 'x') ON CONFLICT (sha256) DO UPDATE SET text = 'changed'",
    "UPDATE wording SET text = text || ? WHERE sha256 < '3'",
    "UPDATE wording SET sha256 = ? WHERE sha256 = '1'",
    "DELETE FROM wording WHERE sha256 >= ?",
    "INSERT INTO client (id, code, opened_on) VALUES (?1, ?1, '2026-01-05')",
    f"INSERT INTO session (id, client, held_on, started_at) VALUES (hex(randomblob(8)), ?, '2026-01-05', '{STAMP}')",
    "DELETE FROM client WHERE id = ?",
    "DELETE FROM client WHERE code <> ?",
)


def changed(path: Path, key: Key, *statements: str) -> None:
    """Change a vault from outside the program."""
    with closing(connect(path, key)) as connection:
        for statement in statements:
            connection.execute(statement)


def findings(path: Path, key: Key) -> list[tuple[FindingKind, str]]:
    report = check_vault(path, key)
    assert report is not None
    return [(finding.kind, finding.table) for finding in report.findings if finding.kind is not FindingKind.ACCESS]


@given(st.lists(st.lists(st.tuples(st.sampled_from(STATEMENTS), st.sampled_from("1234")), max_size=5), max_size=6))
def test_the_tally_is_right_after_any_successful_failed_or_rolled_back_statements(
    tmp_path_factory: pytest.TempPathFactory, transactions: list[list[tuple[str, str]]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "vault.db"
    with closing(new_vault(path)) as vault:
        for number, statements in enumerate(transactions):
            with suppress(ZeroDivisionError), vault.change() as db:
                for statement, value in statements:
                    with suppress(sqlcipher.IntegrityError):
                        db.execute(statement, [value])
                if number % 3 == 2:
                    raise ZeroDivisionError
            assert not_as_counted(path, KEY) == []


def test_the_tally_stays_right_after_rekeying_compacting_copying_and_salvaging(
    vault: Vault, repository: Repository, path: Path, key: Key, tmp_path: Path
) -> None:
    client = whole.fill(vault, repository)
    repository.files.erase(client, "client erase")
    repository.files.compact()
    vault.copy_into(tmp_path / "copy.db")
    made, _ = salvage(path, key, tmp_path / "salvaged.db")
    other = Key(bytes(32), key.salt)
    for each in (path, tmp_path / "copy.db", made):
        assert not_as_counted(each, key) == []
        change_key(each, key, other)
        assert not_as_counted(each, other) == []


@pytest.mark.parametrize("table", TALLIED)
def test_a_row_added_changed_or_deleted_outside_the_program_is_found(
    vault: Vault, repository: Repository, key: Key, tmp_path: Path, table: str
) -> None:
    whole.fill(vault, repository)
    before, path = vault.path.read_bytes(), tmp_path / "other.db"
    columns = vault_columns(vault.path, key, table)
    for statement in (
        f"DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} LIMIT 1)",
        f"UPDATE {table} SET {columns[-1]} = coalesce({columns[-1]}, '') || '9'",
    ):
        path.write_bytes(before)
        with suppress(sqlcipher.OperationalError):  # a table without rowids
            changed(path, key, "PRAGMA foreign_keys = OFF", statement)
            assert (FindingKind.TALLY, table) in findings(path, key)


def vault_columns(path: Path, key: Key, table: str) -> list[str]:
    with closing(connect(path, key)) as connection:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def test_older_pages_under_their_own_number_are_found(
    vault: Vault, repository: Repository, path: Path, key: Key
) -> None:
    whole.fill(vault, repository)
    older = path.read_bytes()
    with vault.change() as db:
        db.execute("UPDATE moment SET note = 'later'")
        db.execute("UPDATE answer SET value = '\"later\"' WHERE step = 'grounded'")
    vault.close()
    newer, told = path.read_bytes(), 0
    assert len(newer) == len(older)
    pages = [at for at in range(0, len(newer), PAGE) if newer[at : at + PAGE] != older[at : at + PAGE]]
    for at in pages:
        path.write_bytes(newer[:at] + older[at : at + PAGE] + newer[at + PAGE :])
        told += bool(findings(path, key))
    assert len(pages) > 2
    assert told >= len(pages) - 1  # the first page contains only the file's counters
    path.write_bytes(newer)
    assert findings(path, key) == []


def test_a_vault_whose_tally_was_emptied_is_not_sound(vault: Vault, path: Path, key: Key, tmp_path: Path) -> None:
    copy = Path(shutil.copy(path, tmp_path / "copy.db"))
    changed(copy, key, "DELETE FROM tally")
    assert findings(copy, key) == [(FindingKind.TALLY, "tally")]


def test_every_change_is_counted_but_reading_is_not(vault: Vault, repository: Repository) -> None:
    before = vault.changes
    with vault.change():
        vault.rows("SELECT * FROM client")
    assert vault.changes == before
    repository.clients.add("J7", FIRST)
    assert vault.changes == before + 1


def test_damaged_text_can_be_changed_and_erased(vault: Vault, repository: Repository, path: Path, key: Key) -> None:
    client = whole.fill(vault, repository)
    with vault.change() as db:
        db.execute("UPDATE moment SET note = CAST(x'ff00fe' AS TEXT)")
    repository.files.erase(client, "client erase")
    assert not_as_counted(path, key) == []


def test_changes_to_a_copy_keep_its_tally_right(vault: Vault, path: Path, key: Key, tmp_path: Path) -> None:
    copy = Path(shutil.copy(path, tmp_path / "copy.db"))
    for number in range(3):
        with closing(Vault.open(copy, key)) as other, other.change() as db:
            db.execute("INSERT INTO wording VALUES (?, 'x')", [str(number)])
    assert not_as_counted(copy, key) == []
