"""Paths that no file can have end with a sentence, whichever command they are given to."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance_cli.core.errors import WrongUse

from .conftest import Alliance

NOBODY = "~nobody-of-this-name/alliance"
LONG = "long" * 100
LOOP = "a-link-to-itself"
COMMANDS = {
    "backup": ("backup",),
    "restore": ("restore",),
    "salvage": ("vault", "check", "--salvage"),
    "export": ("export", "--format", "json", "--class", "measures"),
    "prompts": ("prompts", "check"),
    "home": ("history", "--home"),
    "setting": ("config", "set", "backup.folder"),
}


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / LOOP).symlink_to(LOOP)


@pytest.mark.parametrize("path", [NOBODY, LONG, LOOP], ids=["nobody", "long", "loop"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_path_that_cannot_be_ends_with_a_sentence(alliance: Alliance, command: str, path: str) -> None:
    ran = alliance(*COMMANDS[command], path)
    assert "defect" not in ran.err
    assert ran.code in (range(9) if (command, path) == ("setting", NOBODY) else range(2, 9))


@pytest.mark.parametrize("command", ["backup", "restore", "salvage", "home"])
def test_nobodys_home_folder_is_wrong_use(alliance: Alliance, command: str) -> None:
    ran = alliance(*COMMANDS[command], NOBODY)
    assert ran.code == WrongUse.exit_code
    assert ran.err.startswith("alliance: Nobody has the home folder after ~ in that path.\n")


@pytest.mark.parametrize("command", ["backup", "restore", "export", "prompts"])
def test_a_name_that_is_too_long_is_wrong_use(alliance: Alliance, command: str) -> None:
    ran = alliance(*COMMANDS[command], LONG)
    assert ran.code == WrongUse.exit_code
    assert ran.err.startswith("alliance: No file or folder can have that name (File name too long).\n")


@pytest.mark.parametrize("command", [each for each in COMMANDS if each != "prompts"])
def test_a_lone_dash_is_never_a_file(alliance: Alliance, tmp_path: Path, command: str) -> None:
    assert alliance(*COMMANDS[command], "-").code == 2
    assert not (tmp_path / "-").exists()


def test_a_pack_for_a_dash_goes_to_standard_output(alliance: Alliance, tmp_path: Path) -> None:
    alliance("reflect", "J7", "--new", "--answers", "-", typed="ruptures: [{note: went quiet}]")
    ran = alliance("supervise", "pack", "--moment", "J7:1", "--yes", "--out", "-")
    assert "went quiet" in ran.out, ran.err
    assert not (tmp_path / "-").exists()
