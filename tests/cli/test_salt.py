"""A damaged salt in the vault's file is repaired from a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .conftest import Alliance, made_once

REFLECTED = ("reflect", "J7", "--new", "--on", "2026-01-05", "--answers", "-")


@made_once
def used(alliance: Alliance) -> None:
    assert alliance(*REFLECTED, typed="clinician-bond: 7").code == 0


@pytest.fixture
def vault(used: Alliance, home: Path) -> Path:
    """A vault that has been used."""
    return home / "vault.db"


def flip(path: Path, byte: int, bit: int) -> None:
    content = bytearray(path.read_bytes())
    content[byte] ^= 1 << bit
    path.write_bytes(content)


@pytest.mark.parametrize("bit", range(8))
@pytest.mark.parametrize("byte", [0, 15])
def test_a_flipped_bit_of_the_salt_is_repaired(alliance: Alliance, vault: Path, byte: int, bit: int) -> None:
    before = vault.read_bytes()[:16]
    flip(vault, byte, bit)
    ran = alliance("history", "J7")
    assert ran.code == 0
    assert "They are mended" in ran.err
    assert vault.read_bytes()[:16] == before
    again = alliance("history", "J7")
    assert (again.code, again.err) == (0, "")


def test_the_salt_is_found_in_a_backup(alliance: Alliance, vault: Path, home: Path) -> None:
    assert alliance("backup").code == 0
    flip(vault, 7, 3)
    (home / "last-seen").unlink()
    assert "They are mended" in alliance("history", "J7").err


def test_check_reports_it_and_changes_nothing(alliance: Alliance, vault: Path) -> None:
    flip(vault, 7, 3)
    before = vault.read_bytes()
    ran = alliance("vault", "check")
    assert ran.code == 0
    assert "first bytes of the vault's file are damaged" in ran.err
    assert vault.read_bytes() == before


def test_a_backup_with_a_damaged_salt_is_restored(alliance: Alliance, vault: Path) -> None:
    backup = Path(alliance("backup", "--json").document["path"])
    flip(backup, 7, 3)
    assert alliance("restore", str(backup), "--yes").code == 0
    assert alliance("history", "J7").code == 0
    assert alliance("vault", "check").code == 0


def test_a_wrong_passphrase_is_still_refused(
    alliance: Alliance, vault: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(vault, home / "vault-replaced-other.db")
    flip(vault, 7, 3)
    before = vault.read_bytes()
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", "something else entirely")
    assert alliance("history", "J7").code == 5
    assert vault.read_bytes() == before
