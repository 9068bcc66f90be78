"""A settings file with mistakes affects only the config commands, and can always be reset."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Alliance

BROKEN = ["flags.low: [", "flags.low: 99\n", "just words\n", "- flags.low\n", "\x00", "flags.low: 4\nflags.low: 5\n"]


@pytest.mark.parametrize("text", [text.encode() for text in BROKEN] + [b"flags.low: \xff\n"])
def test_a_broken_file_stops_only_config(alliance: Alliance, home: Path, text: bytes) -> None:
    (home / "config.yaml").write_bytes(text)
    ran = alliance("prep", "J7", "--new", typed="settled\n")
    assert ran.code == 0
    warned = [line for line in ran.err.splitlines() if "shipped value" in line]
    assert len(warned) == 1
    assert warned[0].startswith("config.yaml")
    assert alliance("history", "--json").code == 0
    for words in (("list",), ("get", "flags.low"), ("set", "flags.gap", "4")):
        assert alliance("config", *words).code == 4
    assert (home / "config.yaml").read_bytes() == text


def test_the_valid_part_of_a_broken_file_applies(alliance: Alliance, home: Path) -> None:
    (home / "config.yaml").write_text("language: de\nflags.low: 99\n")
    assert "Vorbereitung" in alliance("prompts", "list").out + alliance("prompts", "show", "prep").out


@pytest.mark.parametrize("text", [text.encode() for text in BROKEN] + [b"flags.low: \xff\n"])
def test_reset_works_on_any_file(alliance: Alliance, home: Path, text: bytes) -> None:
    (home / "config.yaml").write_bytes(text)
    assert alliance("config", "reset", "flags.low").code == 0
    kept = (home / "config.yaml").read_bytes()
    assert alliance("config", "reset").code == 0
    assert (home / "config-before-reset.yaml").read_bytes() == kept
    assert alliance("config", "list").code == 0
    assert alliance("config", "reset").code == 0


def test_a_comment_behind_a_folder_is_a_mistake(alliance: Alliance, home: Path) -> None:
    (home / "config.yaml").write_text("lock.after: 5 # minutes\nbackup.folder: /media/stick #2\n")
    ran = alliance("config", "list")
    assert ran.code == 4
    assert "config.yaml:2: backup.folder: holds a space and # inside a text" in ran.err
    assert "lock.after" not in ran.err


def test_a_setting_is_not_written_where_it_could_not_be_read(alliance: Alliance, home: Path) -> None:
    (home / "config.yaml").write_text("{flags.low: 4}\n")
    assert alliance("config", "set", "flags.gap", "4").code == 4
    assert (home / "config.yaml").read_text() == "{flags.low: 4}\n"


def test_four_programs_changing_settings_at_once_lose_none(alliance: Alliance, home: Path) -> None:
    names = ["flags.low", "flags.gap", "tailor.by", "tailor.every", "backup.keep", "retention.years"]
    program = str(Path(sys.executable).with_name("alliance"))
    running = [subprocess.Popen([program, "config", "set", name, "5"]) for name in names]
    assert [each.wait() for each in running] == [0] * len(names)
    assert sorted((home / "config.yaml").read_text().splitlines()) == sorted(f"{name}: 5" for name in names)


def test_a_setting_is_confirmed_even_if_its_value_is_empty_or_begins_with_a_dash(alliance: Alliance) -> None:
    assert "0 or more" in alliance("config", "set", "backup.keep", "-1").err
    said = alliance("config", "reset", "backup.folder").err
    assert "backup.folder is empty (the folder backups beside the vault)." in said


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_failed_write_says_that_the_settings_are_unchanged(
    alliance: Alliance, home: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    assert alliance("config", "set", "flags.gap", "4").code == 0
    before = (home / "config.yaml").read_bytes()
    for call in ("chmod", "fsync", "replace", "rename"):
        monkeypatch.setattr(os, call, refuse)
    ran = alliance("config", "set", "flags.gap", "5")
    assert (ran.code, (home / "config.yaml").read_bytes()) == (7, before)
    assert ran.err == f"alliance: The settings cannot be written ({os.strerror(number)}).\nThey are as they were.\n"
