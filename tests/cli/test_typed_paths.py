"""Every command answers an impossible path with a sentence."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alliance_cli.core.errors import VaultTrouble, WrongUse

from .conftest import Alliance

NOBODY = "~nobody-of-this-name/alliance"
LONG = "long" * 100
LOOP = "a-link-to-itself"
BYTES = os.fsdecode(b"caf\xe9/alliance.json")
DROPPED = (errno.ESTALE, errno.EIO, errno.ETIMEDOUT, errno.EHOSTDOWN)
TOUCHES = ((os, "stat"), (os, "open"), (os, "listdir"), (os, "mkdir"), (os, "link"), (io, "open"))
COMMANDS = {
    "backup": ("backup",),
    "restore": ("restore",),
    "salvage": ("vault", "check", "--salvage"),
    "export": ("export", "--format", "json", "--class", "measures"),
    "pack": ("supervise", "pack", "--yes", "--out"),
    "import": ("import",),
    "answers": ("prep", "J7", "--new", "--answers"),
    "prompts": ("prompts", "check"),
    "home": ("history", "--home"),
    "setting": ("config", "set", "backup.folder"),
}


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / LOOP).symlink_to(LOOP)


@pytest.mark.parametrize("path", [NOBODY, LONG, LOOP, BYTES], ids=["nobody", "long", "loop", "bytes"])
@pytest.mark.parametrize("command", COMMANDS)
def test_an_impossible_path_ends_with_a_sentence(alliance: Alliance, command: str, path: str) -> None:
    ran = alliance(*COMMANDS[command], path)
    assert "defect" not in ran.err
    assert ran.code in (2, 3, 7, 8)


@pytest.mark.parametrize("command", ["backup", "restore", "salvage", "export", "answers", "prompts", "home", "setting"])
def test_an_unknown_users_home_folder_is_wrong_use(alliance: Alliance, command: str) -> None:
    ran = alliance(*COMMANDS[command], NOBODY)
    assert ran.code == WrongUse.exit_code
    assert ran.err.startswith("alliance: There is no home folder for the name after ~ in that path.\n")


@pytest.mark.parametrize("command", ["backup", "restore", "export", "prompts"])
def test_a_name_that_is_too_long_is_wrong_use(alliance: Alliance, command: str) -> None:
    ran = alliance(*COMMANDS[command], LONG)
    assert ran.code == WrongUse.exit_code
    assert ran.err.startswith("alliance: No file or folder can have that name (File name too long).\n")


@pytest.mark.parametrize("command", [each for each in COMMANDS if each not in ("prompts", "pack", "answers")])
def test_a_lone_dash_is_never_a_file(alliance: Alliance, tmp_path: Path, command: str) -> None:
    assert alliance(*COMMANDS[command], "-").code == 2
    assert not (tmp_path / "-").exists()


def test_a_pack_for_a_dash_goes_to_standard_output(alliance: Alliance, tmp_path: Path) -> None:
    alliance("reflect", "J7", "--new", "--answers", "-", typed="ruptures: [{note: went quiet}]")
    ran = alliance("supervise", "pack", "--moment", "J7:1", "--yes", "--out", "-")
    assert "went quiet" in ran.out, ran.err
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize("command", [each for each in COMMANDS if each != "setting"])
def test_a_path_that_is_not_valid_text_is_wrong_use(alliance: Alliance, command: str) -> None:
    ran = alliance(*COMMANDS[command], BYTES)
    assert ran.code == WrongUse.exit_code
    assert ran.err.startswith("alliance: That path holds bytes that are not UTF-8 text.\n")


@pytest.mark.parametrize("number", DROPPED, ids=[errno.errorcode[each] for each in DROPPED])
@pytest.mark.parametrize("command", [each for each in COMMANDS if each not in ("pack", "setting")])
def test_a_disconnected_drive_is_reported(
    alliance: Alliance, command: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = tmp_path / "drive"
    for place, name in TOUCHES:
        monkeypatch.setattr(place, name, _dropping(getattr(place, name), drive, number))
    ran = alliance(*COMMANDS[command], str(drive / "alliance.json"))
    assert "defect" not in ran.err
    assert ran.code in (WrongUse.exit_code, VaultTrouble.exit_code, *([3] if command == "answers" else []))


@pytest.mark.parametrize("words", [("vault", "where"), ("learn",), ("config", "list"), ("prompts", "list"), ()])
def test_a_home_on_a_disconnected_drive_is_reported(
    alliance: Alliance, words: tuple[str, ...], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place, name in TOUCHES:
        monkeypatch.setattr(place, name, _dropping(getattr(place, name), home, errno.ESTALE))
    ran = alliance(*words)
    assert ran.code == VaultTrouble.exit_code
    assert "(Stale file handle).\n" in ran.err
    assert "defect" not in ran.err


def _dropping(call: Callable[..., Any], drive: Path, number: int) -> Callable[..., Any]:
    """The call, failing like on a machine whose network drive is disconnected."""

    def dropped(path: Any, *given: Any, **named: Any) -> Any:
        if not isinstance(path, int) and str(path).startswith(str(drive)):
            raise OSError(number, os.strerror(number), str(path))
        return call(path, *given, **named)

    return dropped


@pytest.mark.parametrize("command", COMMANDS)
def test_a_working_folder_that_was_deleted_is_wrong_use(alliance: Alliance, command: str, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    ran = alliance(*COMMANDS[command], "some.json")
    assert ran.code == WrongUse.exit_code
    assert "defect" not in ran.err
    assert command == "setting" or ran.err.startswith("alliance: The folder you are in was deleted.\n")


def test_an_account_without_a_home_folder_is_told_to_name_one(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pwd

    def nobody(_: int) -> None:
        raise KeyError

    monkeypatch.delenv("ALLIANCE_HOME")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    ran = alliance("vault", "where")
    assert ran.code == WrongUse.exit_code
    assert ran.err == "alliance: This account has no home folder.\nName one with --home DIR or ALLIANCE_HOME.\n"


def test_a_home_folder_in_quotes_is_read(alliance: Alliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "mine.yaml").write_text("id: other", "utf-8")
    assert "cannot be read" not in (ran := alliance("prompts", "check", "~/mine.yaml")).err
    assert ran.code == 4


@pytest.mark.parametrize("folder", ["~a\\0b", "/a\\0b"])
def test_a_zero_byte_in_a_configured_path_is_not_a_defect(alliance: Alliance, home: Path, folder: str) -> None:
    (home / "config.yaml").write_text(f'backup.folder: "{folder}"\n', "utf-8")
    for command in (("backup",), ("config", "list"), ()):
        ran = alliance(*command)
        assert (ran.code in (0, 2, 4), "defect" in ran.err) == (True, False), ran.err
