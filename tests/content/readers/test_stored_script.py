"""A stored script version is read as JSON; whatever a script file refuses is refused here too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from alliance_cli.content.file_kinds.script import FILE_KIND
from alliance_cli.content.readers.script_version import read_script_version, write_script_version
from alliance_cli.content.schema import file_kind
from alliance_cli.core.errors import Mistakes
from alliance_cli.core.walk.script import Script
from tests.content.readers.test_script_version import scripts

KEPT = sorted((Path(__file__).parent / "kept").glob("*.json"))
YAML = """
id: own
phase: practice
title: On paper
language: en
prompts:
  - {id: words, ask: "What?", purpose: Why, kind: text}
"""


def refuse(*_: object) -> None:
    raise AssertionError("YAML was read")


@settings(deadline=None)
@given(scripts())
def test_a_written_script_is_read_back_unchanged(script: Script) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(file_kind, "document", refuse)
        assert read_script_version(write_script_version(script)) == script


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_version_stored_by_an_earlier_release_is_read_like_a_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read_script_version(text) == FILE_KIND.read(text, "kept")


def test_a_text_that_is_not_json_is_read_as_yaml() -> None:
    assert read_script_version(YAML) == FILE_KIND.read(YAML, "kept")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"id": "a", "id": "a"}',
        "[" * 100_000,
        json.dumps({"id": "\ud800"}),
        KEPT[0].read_text(encoding="utf-8").replace('"id": "kept"', '"id": "kept", "id": "kept"'),
        KEPT[0].read_text(encoding="utf-8").replace("Aloud", "Al\x7foud"),
        KEPT[0].read_text(encoding="utf-8").replace("Aloud", "Al\\ud800oud"),
        KEPT[0].read_text(encoding="utf-8").replace('"Aloud"', "[" * 30 + "]" * 30),
        KEPT[0].read_text(encoding="utf-8").replace('"low": 0', '"low": "low"'),
    ],
)
def test_content_refused_in_a_script_file_is_refused_here(text: str) -> None:
    for read in (read_script_version, lambda text: FILE_KIND.read(text, "kept")):
        with pytest.raises(Mistakes):
            read(text)
