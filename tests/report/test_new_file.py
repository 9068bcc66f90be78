"""A new file appears complete or not at all, and never overwrites another."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from alliance_cli.core.errors import Refused
from alliance_cli.report.export.new_file import new_file


def write(path: Path, text: str, *, folder: bool = False) -> None:
    with new_file(path, folder=folder) as to:
        (to / "x" if folder else to).write_text(text)
        assert not path.exists()


@pytest.mark.parametrize("folder", [False, True])
def test_the_file_gets_its_name_only_when_complete(tmp_path: Path, folder: bool) -> None:
    write(tmp_path / "new", "words", folder=folder)
    assert [each.name for each in tmp_path.iterdir()] == ["new"]
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == (0o700 if folder else 0o600)


@pytest.mark.parametrize("folder", [False, True])
def test_an_incomplete_file_is_deleted(tmp_path: Path, folder: bool) -> None:
    def fail() -> None:
        with new_file(tmp_path / "new", folder=folder) as to:
            (to / "x" if folder else to).write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", [False, True])
def test_a_file_created_meanwhile_is_not_overwritten(tmp_path: Path, folder: bool) -> None:
    def overtaken() -> None:
        with new_file(tmp_path / "new", folder=folder):
            (tmp_path / "new").write_text("theirs")

    with pytest.raises(Refused):
        overtaken()
    assert (tmp_path / "new").read_text() == "theirs"
    assert [each.name for each in tmp_path.iterdir()] == ["new"]
