"""Only part files are deleted, because a vault from elsewhere may list any file."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance_cli.core.clock import Clock
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.unfinished.part_files import PartFiles


@pytest.mark.parametrize("name", ["letter.txt", "folder", ".alliance-letter", "letter.part", ".alliance-0.part/letter"])
def test_only_part_files_are_deleted_whatever_a_vault_lists(
    vault: Vault, clock: Clock, tmp_path: Path, name: str
) -> None:
    precious = tmp_path / name
    precious.mkdir(parents=True)
    (precious / "inside").touch()
    with vault.change() as db:
        db.execute("INSERT INTO part_file VALUES ('a', ?, '2026-01-05T18:00:00.000+00:00')", [str(precious)])
    assert PartFiles(vault, clock).sweep() == {}
    assert (precious / "inside").exists()


def test_a_listed_part_file_is_deleted(vault: Vault, clock: Clock, tmp_path: Path) -> None:
    part = tmp_path / ".alliance-00.part"
    part.touch()
    with vault.change() as db:
        db.execute("INSERT INTO part_file VALUES ('a', ?, '2026-01-05T18:00:00.000+00:00')", [str(part)])
    assert PartFiles(vault, clock).sweep() == {}
    assert not part.exists()
    assert vault.rows("SELECT * FROM part_file") == []
