"""Wherever codes are listed, the numbers in them count by their value."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Alliance, made_once

CODES = ["C50", "C490", "C540"]


@made_once
def caseload(alliance: Alliance) -> None:
    """Three clients, each with an open possible rupture of the same day."""
    for code in reversed(CODES):
        typed = "ruptures: Went quiet\nclinician-bond: 7\n"
        assert alliance("reflect", code, "--new", "--on", "2026-01-05", "--answers", "-", typed=typed).code == 0


@pytest.mark.parametrize(
    "words", [(), ("history",), ("client", "list"), ("moments",), ("report", "--caseload", "--codes", "r.html")]
)
def test_codes_are_listed_by_the_value_of_their_numbers(
    caseload: Alliance, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = caseload(*words)
    assert ran.code == 0
    shown = (tmp_path / "r.html").read_text() if "report" in words else ran.out
    assert sorted(CODES, key=shown.index) == CODES


@pytest.mark.parametrize(("words", "key"), [((), "due"), (("history",), "clients"), (("client", "list"), "clients")])
def test_json_lists_follow_the_same_order(caseload: Alliance, words: tuple[str, ...], key: str) -> None:
    listed = caseload(*words, "--json").document[key]
    assert list(dict.fromkeys(each["client"] for each in listed)) == CODES


@pytest.mark.parametrize("format_", ["csv", "markdown"])
def test_exports_follow_the_same_order(caseload: Alliance, tmp_path: Path, format_: str) -> None:
    to = tmp_path / "new"
    assert caseload("export", str(to), "--class", "measures", "--format", format_).code == 0
    written = (to / "ratings-by-session.csv" if to.is_dir() else to).read_text()
    assert sorted(CODES, key=written.index) == CODES
