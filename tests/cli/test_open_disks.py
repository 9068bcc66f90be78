"""A disk without permissions is used like any other, with one warning."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alliance_cli.usecases.vault.permissions import OPEN_DISK

from .conftest import Alliance, made_once

WORK = {
    "init": ("init", "--home", "DISK/new"),
    "backup": ("backup", "DISK/backups"),
    "restore": ("restore", "DISK/before.db", "--yes"),
    "config": ("config", "set", "lock.after", "5"),
    "check": ("vault", "check"),
    "export": ("export", "DISK/all.json", "--class", "measures"),
    "folder": ("export", "DISK/all", "--format", "csv", "--class", "measures"),
    "pack": ("supervise", "pack", "--moment", "J7:1", "--yes", "--out", "DISK/pack.md"),
}


@made_once
def reflected(alliance: Alliance) -> None:
    assert alliance("reflect", "J7", "--new", "--answers", "-", typed="ruptures: [{note: went quiet}]").code == 0


@pytest.fixture
def disk(reflected: Alliance, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on a disk on which every file is readable by all and permissions cannot be changed."""
    folder = home.parent
    (folder / "backups").mkdir()
    (folder / "before.db").write_bytes((home / "vault.db").read_bytes())
    stat = os.stat

    def open_to_all(path: Any, **named: Any) -> os.stat_result:
        found = stat(path, **named)
        inside = not isinstance(path, int) and Path(path).is_relative_to(folder)
        return os.stat_result((found.st_mode | 0o077, *found[1:])) if inside else found

    for name in ("chmod", "link"):
        monkeypatch.setattr(os, name, _refused(getattr(os, name)))
    monkeypatch.setattr(os, "stat", open_to_all)
    return folder


def _refused(_: Callable[..., object]) -> Callable[..., object]:
    def refuse(path: Any, *_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted", str(path))

    return refuse


@pytest.mark.parametrize("command", WORK)
def test_it_works_and_explains_once_what_an_open_disk_means(alliance: Alliance, disk: Path, command: str) -> None:
    ran = alliance(*(word.replace("DISK", str(disk)) for word in WORK[command]))
    assert ran.code == 0, ran.err
    assert ran.err.count(OPEN_DISK) == 1


@pytest.mark.parametrize("command", WORK)
def test_an_ordinary_disk_causes_no_warning(
    alliance: Alliance, disk: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    (disk / "before.db").chmod(0o600)
    monkeypatch.setenv("ALLIANCE_HOME", str(disk / "home"))
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", "correct horse")
    ran = alliance(*(word.replace("DISK", str(disk)) for word in WORK[command]))
    assert ran.code == 0, ran.err
    assert "permissions" not in ran.err


def test_the_replaced_vault_is_kept_and_work_continues(alliance: Alliance, disk: Path, home: Path) -> None:
    assert alliance("restore", str(disk / "before.db"), "--yes").code == 0
    assert len(list(home.glob("vault-replaced-*.db"))) == 1
    assert alliance("history", "J7").code == 0
