"""Files appear under their name complete or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import sys
from pathlib import Path

import pytest

from alliance_cli.core.errors import VaultTrouble
from alliance_cli.files.parts import PartState, sweep, temporary
from alliance_cli.files.paths import read_file
from alliance_cli.files.writing import overwrite, publish, publish_numbered, write_new


def no_links(*_: object) -> None:
    raise PermissionError


@pytest.mark.parametrize("links", [True, False])
def test_an_existing_file_is_not_replaced(tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    write_new(tmp_path / "a", b"first")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a", b"second")
    with temporary(tmp_path) as part:
        part.write_bytes(b"third")
        assert publish_numbered(part, tmp_path / "a") == tmp_path / "a-2"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"first", "a-2": b"third"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize("links", [True, False])
def test_a_dangling_link_is_never_followed(tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    (tmp_path / "a").symlink_to(tmp_path / "elsewhere")
    with temporary(tmp_path) as part, pytest.raises(FileExistsError):
        publish(part, tmp_path / "a")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_file_is_replaced_as_a_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    overwrite(tmp_path / "a", b"first")
    overwrite(tmp_path / "a", b"second")
    assert (tmp_path / "a").read_bytes() == b"second"

    def full(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError):  # noqa: PT011 - any
            overwrite(tmp_path / "a", b"third")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"second"]


def test_an_unfinished_file_is_deleted_only_once_unlocked(tmp_path: Path) -> None:
    with temporary(tmp_path) as part:
        assert sweep(tmp_path) == {part: PartState.HELD}
        left = part.with_name(".alliance-0000000000000000.part")
        left.with_name(left.name + "-journal").touch()
        left.mkdir()
        (left / "inside").touch()
        assert sweep(tmp_path) == {part: PartState.HELD}
        assert part.exists()
    assert list(tmp_path.iterdir()) == []


def test_without_locks_an_unfinished_file_is_named_but_never_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with temporary(tmp_path) as part:
        assert sweep(tmp_path) == {part: PartState.LEFT}
        part.write_bytes(b"whole")
        publish(part, tmp_path / "a")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_lock_file_deleted_before_locking_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flock, swept = fcntl.flock, []

    def late(handle: int, how: int) -> None:
        if not swept:
            swept.append(True)
            assert sweep(tmp_path) == {}
        flock(handle, how)

    monkeypatch.setattr(fcntl, "flock", late)
    with temporary(tmp_path) as part:
        assert part.with_suffix(".lock").exists()
        assert sweep(tmp_path) == {part: PartState.HELD}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="/proc has a file whose first byte cannot be read")
def test_a_read_error_is_not_reported_as_a_write_error() -> None:
    with pytest.raises(VaultTrouble, match="does not answer"):
        read_file(Path("/proc/self/mem"), 10)
