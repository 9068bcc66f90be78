"""The German content uses German quotation marks, decimal commas and standard terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from alliance_cli.content.folders import everything, shipped_folder

FILES = [path for path in everything(shipped_folder()) if "de" in path.relative_to(shipped_folder()).parts]
TRANSLATED = re.compile(
    r"\bklärung|gegenwärtigkeit|gelten ?lassen|kleine fertigkeit|\bbeobachter\b|die andere seite|\bkürzel\b",
    re.IGNORECASE,
)
"""Words that give a translation away, or that the guide calls by another name."""
DECIMAL_POINT = re.compile(r"\d\.\d{1,2}\b|\d\.\d{4,}|(?<!\w)\.\d")


def texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict | list):
        for value in node.values() if isinstance(node, dict) else node:
            yield from texts(value)
    elif isinstance(node, str):
        yield node


def said(path: Path) -> list[str]:
    """The texts of a file, without command lines and sources."""
    whole = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return [re.sub(r"`[^`]*`", "", text) for text in texts(whole)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_quotation_marks_and_decimals_are_german(path: Path) -> None:
    for text in said(path):
        assert '"' not in text, text
        without_links = re.sub(r"https://doi\.org/\S+", "", text.replace("164.50", ""))
        assert not DECIMAL_POINT.search(without_links), text
        assert text.count("„") == text.count("“"), text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_german_uses_the_standard_terms(path: Path) -> None:
    for text in said(path):
        assert not TRANSLATED.search(text), text
        assert not re.search(r"\w[:*_]in(nen)?\b", text), text


def test_a_rupture_is_explained_once() -> None:
    explained = [path.stem for path in FILES for text in said(path) if "Spannung oder Krise" in text]
    assert explained == ["ruptures"]
