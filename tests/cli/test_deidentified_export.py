"""A de-identified export contains no day, client or time zone in any format."""

from __future__ import annotations

import json
import re
import sqlite3
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.export_formats import OF_ANY_CLASS

from .conftest import Alliance, made_once

CODES = ("J7", "K-12", "Zebra")
WRITTEN = "J7, j 7, J-7, \uff2a\uff17, J\u200b7, J\u00ad7, J7er, J7J7, K12, k 12, zebra; J8 and xJ7 stay"
DATED = "und am 3.11.2025 so"
WEEKDAYS = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    *("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
)
MONTHS = (
    "January|February|March|April|June|July|August|September|October|November|December"
    "|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember"
)
HUNTED = {
    "a date": r"(19[7-9]|20[0-9])\d[-/.]?(0[1-9]|1[0-2])[-/.]?(0[1-9]|[12]\d|3[01])(?!\d)",
    "a time": r"\d\d:\d\d(?!\d)",
    "a weekday": rf"\b({'|'.join(WEEKDAYS)})\b",
    "a month": rf"\b({MONTHS})\b",
    "a time zone": r"[+-]\d\d:?00\b|\b(UTC|GMT|CET|CEST|MEZ|Europe|Berlin|NZDT|Pacific|Auckland)\b",
    "a code": r"J7(?<!xJ7)|K12|K-12|Zebra",
}


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A time zone far from UTC, in which the local day often differs from the UTC day."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Pacific/Auckland")
        time.tzset()
        yield
    time.tzset()


@made_once
def noted(far_east: None, alliance: Alliance) -> Alliance:
    """A vault with content in every table that can be exported."""
    for code in CODES:
        assert alliance("client", "add", code, "--insist").code == 0
    given = f"client-bond: 4\nclient-goals: 5\ntension: true\ntension-note: '{WRITTEN}'\n"
    assert (ran := alliance("session", "J7", "--answers", "-", typed=given)).code == 0, ran.err
    given = f"ruptures: [{{note: '{WRITTEN}', plan: '{WRITTEN}'}}]\nlearned: '{DATED}'\n"
    assert (ran := alliance("reflect", "J7", "--answers", "-", typed=given)).code == 0, ran.err
    assert alliance("tailor", "J7", "--answers", "-", typed=f"about-you: '{WRITTEN}'").code == 0
    assert alliance("measure", "J7", "srs", "--items", "8,7,8.5,3").code == 0
    assert alliance("rate", "K-12", "--tension", "yes", "--rater", "clinician", "--on", "2026-01-05").code == 0
    assert alliance("sessions", "add", "J7", "--missed", "no-show", "--on", "2026-01-06").code == 0
    assert alliance("supervise", "add", "J7", "--answers", "-", typed=f"question: '{WRITTEN}'").code == 0
    for day, bond in enumerate("99999", start=5):
        assert alliance("rate", "J7", "--bond", bond, "--on", f"2026-02-0{day}").code == 0
    names = [flag["name"] for flag in alliance("moments", "J7", "--json", "--notes").document["flags"]]
    assert alliance("moments", "J7", "--set-aside", names[0], typed=f"{WRITTEN}\n").code == 0
    assert alliance("client", "close", "K-12").code == 0
    return alliance


ALL = ("--class", "measures", "--class", "notes", "--confirm", "notes", "--deidentified")


def content(to: Path) -> str:
    """Everything that can be read in a file or folder: names, texts, every value of a database, names in archives."""
    told = []
    for path in (to, *to.rglob("*")):
        told.append(path.name)
        if path.is_file():
            told.append(path.read_bytes().decode("utf-8", "replace"))
        if path.is_file() and path.read_bytes().startswith(b"SQLite format 3"):
            with closing(sqlite3.connect(path)) as db:
                told += list(db.iterdump())
        if path.is_file() and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                told += [f"{each.filename} {each.date_time} {each.comment!r}" for each in archive.infolist()]
                told += [archive.read(each).decode("utf-8", "replace") for each in archive.infolist()]
    return "\n".join(told)


def hidden(text: str) -> str:
    """The text without invisible characters, typed dates and near-codes, and questions."""
    text = json.dumps(text, ensure_ascii=False)
    text = text.replace("3.11.2025", "").replace("3\\\\.11\\\\.2025", "")
    return re.sub(r"<U\+[0-9A-F]+>|\\+u[0-9a-f]{4}|[\u200b\u00ad]", "", text)


@pytest.mark.parametrize("name", OF_ANY_CLASS)
def test_it_reveals_no_day_client_or_time_zone(noted: Alliance, tmp_path: Path, name: str) -> None:
    to = tmp_path / "out"
    assert (ran := noted("export", str(to), "--format", name, *ALL)).code == 0, ran.err
    text = hidden(content(to))
    assert "J8" in text
    found = {what: [each.group() for each in re.finditer(sought, text)] for what, sought in HUNTED.items()}
    assert {what: words for what, words in found.items() if words} == {}


@pytest.mark.parametrize("name", OF_ANY_CLASS)
def test_the_search_finds_all_of_them_in_an_export_with_identifiers(noted: Alliance, tmp_path: Path, name: str) -> None:
    to = tmp_path / "out"
    assert noted("export", str(to), "--format", name, *ALL[:-1]).code == 0
    text = hidden(content(to))
    for what in ("a date", "a code"):
        assert re.search(HUNTED[what], text), what


@pytest.mark.parametrize("name", OF_ANY_CLASS)
def test_file_times_reveal_no_day(noted: Alliance, tmp_path: Path, name: str) -> None:
    to = tmp_path / "out"
    assert noted("export", str(to), "--format", name, *ALL).code == 0
    days = {datetime.fromtimestamp(each.stat().st_mtime, UTC).date().isoformat() for each in (to, *to.rglob("*"))}
    assert days == {"1980-01-01"}


def test_the_export_warns_of_near_codes_and_dates_left_in_the_text(noted: Alliance, tmp_path: Path) -> None:
    ran = noted("export", str(tmp_path / "x.json"), *ALL, "--json")
    assert "words that look like codes (J8, xJ7)." in ran.err
    assert "Still in the text: 1 date (3.11.2025)." in ran.err
    assert "stay" not in ran.err.replace("Still in the text", "")
    left = ran.document["left_in_text"]
    assert left["dates"] == 1
    assert left["near_codes"] >= 6
    measures = noted("export", str(tmp_path / "m.json"), "--class", "measures", "--deidentified", "--json")
    assert measures.document["left_in_text"] == {"near_codes": 0, "dates": 0}
    assert "Still in the text" not in measures.err


def test_a_pack_hides_what_an_export_hides(noted: Alliance, tmp_path: Path) -> None:
    assert noted("supervise", "add", "J7", "--answers", "-", typed=f"question: '{DATED}'").code == 0
    ran = noted("supervise", "pack", "--yes", "--moment", "J7:1")
    assert ran.code == 0, ran.err
    assert not re.search(HUNTED["a code"], hidden(ran.out))
    assert "J8 and xJ7 stay" in ran.out
    assert "words that look like codes (J8, xJ7)." in ran.err
    assert "Still in the text: 1 date (3.11.2025)." in ran.err
    assert noted("export", str(tmp_path / "x.json"), *ALL).code == 0
    line = next(line for line in ran.out.splitlines() if line.endswith("stay"))
    notes = [row["note"] for row in json.loads((tmp_path / "x.json").read_text())["tables"]["moment"]]
    shapes = {re.sub(r"[A-Z]+(?=[,;e ]|$)", "X", hidden(text)) for text in (line, notes[0])}
    assert len(shapes) <= 2  # the letters differ, but not the places


def test_an_export_without_identifiers_does_not_reveal_its_day(kept: Alliance, tmp_path: Path) -> None:
    today = f"{datetime.now().astimezone():%Y-%m-%d}"
    for name in ("all.json", "all.md"):
        words = ("export", str(tmp_path / name), "--class", "measures")
        assert kept(*words, "--deidentified").code == 0
        assert today not in (tmp_path / name).read_text()
