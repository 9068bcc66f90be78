"""The encrypted file: keys, reporting of damage, and concurrent writers."""

from __future__ import annotations

import signal
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from rich.pretty import pretty_repr
from sqlcipher3 import dbapi2 as sqlcipher

from alliance_cli.core.errors import Locked, NoVault, VaultTrouble
from alliance_cli.line.input.idle import Continued, handled
from alliance_cli.storage.columns import TABLES, columns_declared, declared
from alliance_cli.storage.file import connection as connecting
from alliance_cli.storage.file import tally
from alliance_cli.storage.file.keys import Key, derive, new_salt
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of
from alliance_cli.storage.schema import LATEST
from tests.storage.conftest import PASSPHRASE


def test_the_key_is_derived_from_the_passphrase_and_the_salt_in_the_file(vault: Vault, path: Path) -> None:
    Vault.open(path, derive(PASSPHRASE, salt_of(path))).close()


def test_composed_and_decomposed_accents_open_the_same_vault() -> None:
    salt = new_salt()
    assert derive("\u00e9t\u00e9", salt) == derive("e\u0301te\u0301", salt)


def test_stock_sqlcipher_opens_the_vault_with_only_the_passphrase(vault: Vault, path: Path) -> None:
    stock = sqlcipher.connect(path)
    stock.execute(f"PRAGMA key = '{PASSPHRASE}'")
    assert stock.execute("SELECT count(*) FROM client").fetchone() == (0,)
    stock.close()


def test_a_wrong_key_is_locked_and_changes_nothing(vault: Vault, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(Locked):
        Vault.open(path, derive("wrong", salt_of(path)))
    assert path.read_bytes() == before


def test_the_file_is_readable_only_by_its_owner_and_nothing_is_beside_it(vault: Vault, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_missing_vault_is_reported(path: Path) -> None:
    with pytest.raises(NoVault):
        salt_of(path)


@pytest.mark.parametrize("content", [b"", b"short", b"SQLite format 3\0" + bytes(100)])
def test_a_file_that_is_not_a_vault_is_reported(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(VaultTrouble):
        salt_of(path)


def test_a_folder_in_place_of_the_vault_is_reported(path: Path) -> None:
    path.mkdir()
    with pytest.raises(VaultTrouble):
        salt_of(path)


def test_changed_pages_after_the_first_are_reported_and_not_read(vault: Vault, path: Path, key: Key) -> None:
    vault.close()
    damaged = bytearray(path.read_bytes())
    for page in range(4096, len(damaged), 4096):
        damaged[page + 100] ^= 0xFF
    path.write_bytes(damaged)

    def read() -> None:
        Vault.open(path, key).rows("SELECT * FROM client")

    with pytest.raises((VaultTrouble, Locked)):
        read()


def test_a_long_text_continued_on_a_changed_page_is_reported_and_not_read_as_zeros(
    vault: Vault, path: Path, key: Key
) -> None:
    with vault.change() as db:
        db.execute("INSERT INTO wording VALUES ('a', ?)", ["x" * 20_000])
    vault.close()
    damaged = bytearray(path.read_bytes())
    damaged[-100] ^= 1
    path.write_bytes(damaged)
    again = Vault.open(path, key)
    with pytest.raises(VaultTrouble, match="damaged"):
        again.rows("SELECT text FROM wording")
    again.close()


def test_a_vault_of_a_newer_version_is_left_alone(vault: Vault, path: Path, key: Key) -> None:
    with vault.change() as db:
        db.execute(f"PRAGMA user_version = {LATEST + 1}")
    with pytest.raises(VaultTrouble, match="newer"):
        Vault.open(path, key)


def test_a_failed_change_leaves_nothing_behind(vault: Vault) -> None:
    def fail() -> None:
        with vault.change() as db:
            db.execute("INSERT INTO wording VALUES ('a', 'b')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert vault.rows("SELECT * FROM wording") == []


def test_an_inner_change_is_stored_or_rolled_back_with_the_outer_one(vault: Vault) -> None:
    def fail() -> None:
        with vault.change():
            with vault.change() as db:
                db.execute("INSERT INTO wording VALUES ('a', 'b')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert vault.rows("SELECT * FROM wording") == []


def test_a_second_writer_waits_and_then_says_the_vault_is_busy(
    vault: Vault, path: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "WAIT_SECONDS", 0.1)
    other = Vault.open(path, key)
    with vault.change(), pytest.raises(VaultTrouble, match="busy"), other.change():
        pass
    other.close()


def test_every_commit_is_synced_with_the_folder(vault: Vault) -> None:
    assert vault.rows("PRAGMA synchronous")[0]["synchronous"] == 3
    assert vault.rows("PRAGMA journal_mode")[0]["journal_mode"] == "delete"
    assert vault.rows("PRAGMA foreign_keys")[0]["foreign_keys"] == 1


def test_every_column_is_declared_with_its_type_and_every_table_is_strict(vault: Vault) -> None:
    tables = vault.rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    ours = [table for table in tables if not table["name"].startswith(("sqlite_", "_sqlite"))]
    assert {table["name"] for table in ours} == set(TABLES)
    for table in ours:
        assert table["strict"] == 1, table["name"]
        columns = vault.rows("SELECT name, type FROM pragma_table_info(:table)", {"table": table["name"]})
        found = {name: each.kind.type for name, each in columns_declared(table["name"]).items()}
        assert found == {column["name"]: column["type"] for column in columns}, table["name"]
        classes = {each.data_class for each in columns_declared(table["name"]).values()}
        assert classes <= {"measure", "process note", "own", "here", "key"}


def test_a_column_that_is_not_declared_is_an_error() -> None:
    with pytest.raises(LookupError):
        declared("client", "surname")


def test_reopening_a_locked_vault_restores_every_reference_to_it(vault: Vault, path: Path, key: Key) -> None:
    with vault.change() as db:
        db.execute("INSERT INTO wording VALUES ('a', 'b')")
    vault.lock()
    assert not any(isinstance(each, Key) for each in vars(vault).values())
    vault.reconnect(Vault.open(path, key))
    assert vault.rows("SELECT text FROM wording") == [{"text": "b"}]
    with vault.change() as db:
        db.execute("DELETE FROM wording")


@pytest.mark.parametrize("interruptible", [True, False])
def test_ctrl_c_during_a_statement_takes_effect_after_it_and_is_not_a_database_error(
    vault: Vault, interruptible: bool
) -> None:
    vault.rows("SELECT 1")
    with pytest.raises(KeyboardInterrupt), vault.change(interruptible=interruptible) as db:  # noqa: PT012
        db.create_function("struck", 0, lambda: signal.raise_signal(signal.SIGINT))
        db.execute("INSERT INTO wording VALUES ('a', 'kept')")
        db.execute("SELECT struck()")
        db.execute("INSERT INTO wording VALUES ('b', 'kept')")
    kept = vault.rows("SELECT sha256 FROM wording ORDER BY 1")
    assert [row["sha256"] for row in kept] == ([] if interruptible else ["a", "b"])


@pytest.mark.parametrize("name", ["SIGALRM", "SIGCONT"])
def test_a_signal_that_ends_a_line_takes_effect_after_the_change(vault: Vault, name: str) -> None:
    def end_the_line(*_: object) -> None:
        raise Continued("")

    with pytest.raises(Continued), handled(name, end_the_line), vault.change() as db:  # noqa: PT012
        db.execute("INSERT INTO wording VALUES ('a', 'kept')")
        signal.raise_signal(signal.Signals[name])
        db.execute("INSERT INTO wording VALUES ('b', 'kept')")
    assert [row["sha256"] for row in vault.rows("SELECT sha256 FROM wording ORDER BY 1")] == ["a", "b"]


def test_ctrl_c_while_a_change_is_prepared_does_not_affect_the_next_one(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def triggers(*given: Any) -> Iterator[str]:
        yield next(whole(*given))
        raise KeyboardInterrupt

    whole = tally._triggers
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):  # noqa: PT012
        patch.setattr(tally, "_triggers", triggers)
        with vault.change(interruptible=True):
            pass
    with vault.change() as db:
        db.execute("INSERT INTO wording VALUES ('a', 'kept')")
    assert vault.changes == 1


def test_a_key_never_shows_its_bytes() -> None:
    key = Key(b"secret", b"salt")
    assert {repr(key), str(key), pretty_repr(key)} == {"Key()"}


def test_the_large_page_cache_is_released_if_reading_fails(vault: Vault) -> None:
    usual = vault.rows("PRAGMA cache_size")
    with suppress(KeyboardInterrupt), vault.much_room():
        assert vault.rows("PRAGMA cache_size") != usual
        raise KeyboardInterrupt
    assert vault.rows("PRAGMA cache_size") == usual
