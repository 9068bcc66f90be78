"""Files appear under their name complete or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from alliance_cli.files.parts import temporary
from alliance_cli.files.writing import overwrite, publish, publish_numbered, write_new


def no_links(*_: object) -> None:
    raise PermissionError


@pytest.mark.parametrize("links", [True, False])
def test_a_name_that_is_taken_stays_with_its_file(tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch) -> None:
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
def test_a_link_that_leads_nowhere_is_never_followed(
    tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    (tmp_path / "a").symlink_to(tmp_path / "elsewhere")
    with temporary(tmp_path) as part, pytest.raises(FileExistsError):
        publish(part, tmp_path / "a")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_file_is_overwritten_as_a_whole_or_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
