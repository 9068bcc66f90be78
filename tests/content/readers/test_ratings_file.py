"""Earlier ratings are read from a CSV file."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from alliance_cli.content.readers.rating_rows import ClientCodePolicy
from alliance_cli.content.readers.ratings_file import read_ratings
from alliance_cli.core.errors import Mistakes
from alliance_cli.core.exchange.rated_rows import RatedRow
from alliance_cli.core.ratings import Rater

TODAY = date(2026, 11, 20)
OPEN = ClientCodePolicy(frozenset(), new=True)
ROW = RatedRow(2, "J7", date(2026, 1, 5), Rater.CLIENT, {"goals": 7, "bond": 9})


def read(raw: bytes, welcome: ClientCodePolicy = OPEN) -> tuple[RatedRow, ...]:
    return read_ratings(raw, "x.csv", TODAY, welcome).rows


def mistakes(raw: bytes, welcome: ClientCodePolicy = OPEN) -> list[str]:
    with pytest.raises(Mistakes) as raised:
        read(raw, welcome)
    return [f"{mistake.line} {mistake.key}".strip() for mistake in raised.value.mistakes]


@pytest.mark.parametrize(
    "raw",
    [
        b"client,date,rater,goals,bond\nJ7,2026-01-05,client,7,9\n",
        b"client;date;rater;goals;bond\r\nJ7;2026-01-05;client;7;9\r\n",
        b"client\tdate\trater\tgoals\tbond\nJ7\t2026-01-05\tclient\t7\t9",
        b"\xef\xbb\xbfBond, Goals ,CLIENT,rater,date\n9,7,J7, Client ,2026-01-05\n\n,,,,\n",
        b"client;date;rater;goals;bond\nJ7;05.01.2026;client;7;9\n",
        b"client,date,rater,goals,bond\nJ7,5.1.2026,client,7,9\n",
        b'client,date,rater,goals,bond\n"J7","2026-01-05","client","7","9"\n',
        b"client,date,rater,goals,bond\nJ7,2026-01-05,client,7.0,9.00\n",
        b"client;date;rater;goals;bond\nJ7;2026-01-05;client;7,0;9\n",
        b"client,date,rater,goals,bond,,\nJ7,2026-01-05,client,7,9,,\n",
        b"client,date,rater,goals,bond,,\nJ7,2026-01-05,client,7,9\n",
        b"client,date,rater,goals,bond\nJ7,2026-01-05,client,7,9,,NA\n",
        b"client,date,rater,goals,bond\rJ7,2026-01-05,client,7,9\r",
        b"client,date,rater,goals,bond,tasks,understood\nJ7,2026-01-05,client,7,9,-,n.a.\nNA,--,N/A,.,NULL,'-,na\n",
        "client,date,rater,goals,bond,tasks\nJ7,2026-01-05,client,7,9,–\n—,#N/A,nil,k.A.,None,NaN\nn.v.\n".encode(),
    ],
)
def test_files_of_any_spreadsheet_are_read(raw: bytes) -> None:
    assert read(raw) == (ROW,)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "5.1.26",
        "05/01/2026",
        "05-01-2026",
        "31.02.2026",
        "01.13.2026",
        "2026-1-5",
        "2026.01.05",
        "05.01.2026 10:00",
    ],
)
def test_other_date_formats_are_refused(written: str) -> None:
    assert mistakes(f"client,date,rater,bond\nJ7,{written},client,9\n".encode()) == ["2 date"]


def test_a_date_with_points_begins_with_the_day() -> None:
    (row,) = read(b"client,date,rater,bond\nJ7,06.11.2026,client,9\n")
    assert row.on == date(2026, 11, 6)


def test_a_code_escaped_by_an_export_is_read_back_unchanged() -> None:
    raw = b"client,date,rater,bond\n'-J7,2026-01-05,client,9\n"
    (row,) = read(raw, ClientCodePolicy(frozenset({"-j7"})))
    assert row.client == "-J7"
    assert mistakes(raw) == ["2 client"]  # no new client gets such a code


@pytest.mark.parametrize(
    ("raw", "places"),
    [
        (b"", ["1 client", "1 date", "1 rater", "1"]),
        (b"client,date,rater\n", ["1"]),
        (b"client,date,rater,bond,bond,mood\n", ["1 bond", "1 column 6"]),
        (b"client,date,rater,bond\nJ7,2026-01-05,client\n", ["2"]),
        (b"client,date,rater,bond\nJ7,20260105,client,0\n", ["2 date", "2 bond"]),
        (b"client,date,rater,bond\nJ7,2026-11-21,x,9.5\n", ["2 date", "2 rater", "2 bond"]),
        (b'client,date,rater,bond\nJ7,2026-01-05,client,"9\n', ["2"]),
        (b"client,date,rater,bond\nJ7,2026-01-05,client,9\n\xff", ["3"]),
        (b"client,date,rater,bond\nJ7,2026-01-05,client,9\nj7,2026-01-05,client,8\n", ["3 bond"]),
        (b"client,date,rater,bond\n", ["1"]),
        (b"sep=,\nclient,date,rater,bond\n,,,\n-,-,-,-\n", ["2"]),
        (b"sep=,\nclient,date,rater,bond\nJ7,2026-01-05,client,0\n", ["3 bond"]),
        (b"sep=,\nclient,date,rater,mood\n", ["2 column 4", "2"]),
        (b"client,date,rater,bond\n-,2026-01-05,client,9\nn/a,2026-01-05,client,9\n", ["2 client", "3 client"]),
        (b'client,date,rater,bond\nJ7,2026-01-05,client,"8,0"\nJ7,2026-01-06,client,8.5\n', ["2 bond", "3 bond"]),
        (b"client,date,rater,bond\nJ7,2026-01-05,client,9,x\n", ["2"]),
        (b"client,date,rater,bond\rJ7,2026-01-05,client,9\rJ7,2026-01-06,client,0\r", ["3 bond"]),
        (b"client,date,rater,bond\rJ7,2026-01-05,client,9\r\xff", ["3"]),
        (b"client,date,rater,bond\r\nJ7,2026-01-05,client,9\r\n\xff", ["3"]),
    ],
)
def test_every_mistake_is_reported_with_its_line(raw: bytes, places: list[str]) -> None:
    assert mistakes(raw) == places


def test_a_code_that_looks_like_a_name_is_accepted_only_if_known_or_insisted_on() -> None:
    raw = b"client,date,rater,bond\nAnna,2026-01-05,client,9\n"
    known = frozenset({"anna"})
    assert mistakes(raw, ClientCodePolicy(frozenset())) == mistakes(raw, OPEN) == ["2 client"]
    assert (
        read(raw, ClientCodePolicy(known))[0].client
        == read(raw, ClientCodePolicy(frozenset(), new=True, insist=True))[0].client
    )


@pytest.mark.parametrize("sign", [b",", b";", b"\t", b"|"])
@pytest.mark.parametrize("first", [b"sep=%b\r\n", b"SEP=%b\n", b'"sep=%b"\r'])
def test_a_first_line_may_name_the_delimiter(first: bytes, sign: bytes) -> None:
    raw = first % sign + sign.join((b"client", b"date", b"rater", b"goals", b"bond")) + b"\n"
    assert read(raw + sign.join((b"J7", b"2026-01-05", b"client", b"7", b"9"))) == (replace(ROW, line=3),)


def test_a_file_without_rows_is_reported_as_empty() -> None:
    with pytest.raises(Mistakes) as raised:
        read(b"client,date,rater,bond\n")
    assert "empty" in raised.value.mistakes[0].what


def test_a_code_that_looks_like_a_placeholder_is_found_but_never_opened() -> None:
    raw = b"client,date,rater,bond\nNA,2026-01-05,client,9\n"
    assert [row.client for row in read(raw, ClientCodePolicy(frozenset({"na"})))] == ["NA"]
    assert mistakes(raw, ClientCodePolicy(frozenset(), new=True, insist=True)) == ["2 client"]


_CELLS = st.sampled_from(["client", "date", "rater", "bond", "J7", "2026-01-05", "9", '"', ",", ";", "\n", "\0", "x"])


@settings(max_examples=200, deadline=None)
@given(st.lists(_CELLS, max_size=30).map("".join) | st.text())
def test_any_content_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(Mistakes):
        read(text.encode(errors="surrogatepass"))
