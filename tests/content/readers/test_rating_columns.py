"""Columns of a ratings file hold items and totals of instruments, under our names or mapped to them."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_cli.content.readers.rating_columns import ColumnMap
from alliance_cli.content.readers.rating_rows import ClientCodePolicy
from alliance_cli.content.readers.ratings_file import RatingsFile, read_ratings
from alliance_cli.core.errors import Mistakes, WrongUse
from alliance_cli.core.exchange.rated_rows import FilledIn
from alliance_cli.core.ratings import Rater
from tests.core.shipped import shipped

TODAY = date(2026, 11, 20)
OPEN = ClientCodePolicy(frozenset(), new=True)
INSTRUMENTS = {id_: shipped(id_) for id_ in ("srs", "wai-sr")}
SRS = INSTRUMENTS["srs"]
OPENFIT = "ID,Visit,SRSQ1,SRSQ2,SRSQ3,SRSQ4,Total_SRS,SRS_Skip,ORSQ1\n"
MAPPED = ("openfit", "client=ID", "date=Visit")


def read(text: str, *mapped: str) -> RatingsFile:
    return read_ratings(text.encode(), "x.csv", TODAY, OPEN, ColumnMap.read(mapped), INSTRUMENTS.get)


def mistakes(text: str, *mapped: str) -> list[str]:
    with pytest.raises(Mistakes) as raised:
        read(text, *mapped)
    return [f"{mistake.line} {mistake.key}".strip() for mistake in raised.value.mistakes]


def test_an_openfit_file_is_read_by_its_layout() -> None:
    file = read(
        OPENFIT
        + "J7,2026-01-05,8.7,9.1,8.2,8.6,34.6,0,4\n"  # whole
        + "J7,2026-01-12,,,,,33.2,,4\n"  # a total alone
        + "J7,2026-01-19,0,0,0,0,0,1,4\n"  # skipped
        + "J7,2026-01-26,8,9,,,NA,No,4\n",  # in part
        *MAPPED,
    )
    assert [(row.line, row.client, row.rater, row.filled) for row in file.rows] == [
        (2, "J7", Rater.CLIENT, (FilledIn(SRS, {1: 8.7, 2: 9.1, 3: 8.2, 4: 8.6}, 34.6),)),
        (3, "J7", Rater.CLIENT, (FilledIn(SRS, {}, 33.2),)),
        (5, "J7", Rater.CLIENT, (FilledIn(SRS, {1: 8, 2: 9}),)),
    ]
    assert (file.skipped, file.unread) == (1, (9,))


@pytest.mark.parametrize("word", ["1", "yes", "TRUE", "x", "Ja", "2", "client was late"])
def test_a_row_marked_as_skipped_is_ignored_and_not_checked(word: str) -> None:
    file = read(f"{OPENFIT}?!,soon,99,,,,,{word},\n", *MAPPED)
    assert (file.rows, file.skipped) == ((), 1)


@pytest.mark.parametrize("word", ["", "0", "no", "False", "N", "-", "NULL", "nein"])
def test_a_row_not_marked_as_skipped_is_read(word: str) -> None:
    assert len(read(f"{OPENFIT}J7,2026-01-05,8,9,8,9,34,{word},\n", *MAPPED).rows) == 1


def test_our_own_names_need_no_mapping_and_any_column_can_be_mapped() -> None:
    ours = read("client,date,srs.1,SRS.2,srs.3,srs.4\nJ7,2026-01-05,8,9,8,9\n")
    mapped = read(
        "Code,Day,a,b,c,d\nJ7,2026-01-05,8,9,8,9\n",
        "client=code",
        "date=Day",
        *map("srs.{0[0]}={0[1]}".format, ("1a", "2b", "3c", "4d")),
    )
    assert ours.rows == mapped.rows
    assert ours.rows[0].filled == (FilledIn(SRS, {1: 8, 2: 9, 3: 8, 4: 9}),)


def test_a_decimal_comma_is_read_unless_the_comma_is_the_delimiter() -> None:
    file = read("client;date;srs.1;srs.total\nJ7;2026-01-05;8,5;34,6\n")
    assert file.rows[0].filled == (FilledIn(SRS, {1: 8.5}, 34.6),)
    assert mistakes('client,date,srs.1,srs.total\nJ7,2026-01-05,"8,5","34,6"\n') == ["2 srs.1", "2 srs.total"]


def test_one_row_may_have_ratings_and_several_instruments() -> None:
    (row,) = read("client,date,rater,bond,srs.1,wai-sr.total\nJ7,2026-01-05,client,9,8,48\n").rows
    assert (dict(row.ratings), row.filled) == (
        {"bond": 9},
        (FilledIn(SRS, {1: 8}), FilledIn(INSTRUMENTS["wai-sr"], {}, 48)),
    )


@pytest.mark.parametrize(
    ("text", "mapped", "places"),
    [
        ("client,date,srs.total\nJ7,2026-01-05,40.1\n", (), ["2 srs.total"]),
        ("client,date,srs.1\nJ7,2026-01-05,11\nJ7,2026-01-06,8.55\n", (), ["2 srs.1", "3 srs.1"]),
        (f"{OPENFIT}J7,2026-01-05,8.7,9.1,8.2,8.6,34.7,,\n", MAPPED, ["2 srs.total"]),
        (f"{OPENFIT}J7,2026-01-05,8,9,,,37.1,,\n", MAPPED, ["2 srs.total"]),
        ("client,date,rater,srs.1\nJ7,2026-01-05,clinician,9\n", (), ["2 rater"]),
        ("client,date,bond,srs.1\n", (), ["1 rater"]),
        ("client,date,srs.5\n", (), ["1 column 3", "1 rater", "1"]),
        ("client,date,ors.1,srs.1\n", (), ["1 column 3"]),
        (OPENFIT, ("openfit",), ["1 client", "1 date"]),
        (OPENFIT, (*MAPPED, "rater=By"), ["1 rater"]),
        (OPENFIT, (*MAPPED, "ors.1=ORSQ1"), ["1 ors.1"]),
        (OPENFIT, MAPPED, ["1"]),
        ("client,date,srs.1\nJ7,2026-01-05,9\nj7,2026-01-05,8\n", (), ["3 srs.1"]),
        ("client,date,a,a\n", ("srs.1=a",), ["1 srs.1"]),
    ],
)
def test_every_mistake_is_reported_with_its_line(text: str, mapped: tuple[str, ...], places: list[str]) -> None:
    assert mistakes(text, *mapped) == places


@pytest.mark.parametrize(
    "typed", [("secret",), ("secret=",), ("secret=x",), ("client=a", "client=b"), ("client=a", "date=A"), ("srs.0=a",)]
)
def test_an_invalid_mapping_is_refused_and_not_repeated(typed: tuple[str, ...]) -> None:
    with pytest.raises(WrongUse) as refused:
        ColumnMap.read(typed)
    assert "secret" not in f"{refused.value.sentence} {refused.value.hint}"


_CELLS = st.sampled_from(["J7", "2026-01-05", "9", "40", '"', ",", ";", "\n", "\r", "NA", "-", "1e9", "8,5", "nan"])


@settings(max_examples=200, deadline=None)
@given(st.lists(_CELLS, max_size=30).map("".join))
def test_any_content_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(Mistakes):
        read(OPENFIT + text, *MAPPED)
