"""If the vault's name is a link, changes, cleaning and messages apply to the real file."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Alliance

ERASE = ("client", "erase", "J7", "--confirm", "J7", "--confirm", "J7")


@pytest.fixture
def real(alliance: Alliance, home: Path, tmp_path: Path) -> Path:
    """The real file, in its own folder; the vault's name is a link to it."""
    assert alliance("client", "add", "J7").code == 0
    real = tmp_path / "safe" / "mine.db"
    real.parent.mkdir(mode=0o700)
    (home / "vault.db").rename(real)
    (home / "vault.db").symlink_to(real)
    return real


def named(said: str) -> set[str]:
    return {line.strip() for line in said.partition("may still hold J7:\n")[2].splitlines()[:-1]}


def test_erasing_names_replaced_vaults_beside_the_real_file(alliance: Alliance, real: Path, home: Path) -> None:
    made = alliance("backup", "--json").document["path"]
    assert alliance("restore", made, "--yes").code == 0
    (replaced,) = real.parent.glob("vault-replaced-*.db")
    assert (home / "vault.db").is_symlink()
    assert named(alliance(*ERASE).err) == {made, str(replaced)}


def test_a_backup_folder_reached_by_two_paths_is_named_once(alliance: Alliance, real: Path, home: Path) -> None:
    (home / "backups").symlink_to(real.parent)
    made = alliance("backup", "--json").document["path"]
    assert Path(made).parent == real.parent
    assert len(named(alliance(*ERASE).err)) == 1


def test_leftovers_of_a_kill_beside_the_real_file_are_deleted(alliance: Alliance, real: Path) -> None:
    left = real.parent / ".alliance-0123456789abcdef.part"
    left.write_bytes(b"half a vault")
    assert alliance().code == 0
    assert not left.exists()


def test_an_interrupted_change_is_rolled_back_beside_the_real_file(alliance: Alliance, real: Path) -> None:
    with real.open("ab") as file:
        file.write(b"x" * 100)  # an incomplete page, like after a kill
    assert alliance().code == 7
    real.with_name("mine.db-journal").write_bytes(b"")
    assert "cut short" not in alliance().err


def test_check_finds_others_who_can_read_the_real_file(alliance: Alliance, real: Path) -> None:
    assert alliance("vault", "check").code == 0
    real.parent.chmod(0o755)
    ran = alliance("vault", "check")
    assert ran.code == 7
    assert f"chmod 700 {real.parent}" in ran.out.replace("\n", " ")


def test_an_unreadable_folder_of_backups_is_named_after_erasing(
    alliance: Alliance, real: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import os

    away = tmp_path / "away"
    away.mkdir()
    assert alliance("config", "set", "backup.folder", str(away)).code == 0
    listdir = os.listdir

    def dropped(path: str) -> list[str]:
        if Path(path) == away:
            raise OSError(errno.ESTALE, "Stale file handle", str(path))
        return listdir(path)

    monkeypatch.setattr(os, "listdir", dropped)
    ran = alliance(*ERASE)
    assert ran.code == 0
    assert f"This folder cannot be read now, and may hold more of them: {away}\n" in ran.err
