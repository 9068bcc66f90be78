"""Earlier ratings in a CSV file."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_cli.content.readers.ratings_file import ClientCodePolicy, RatedRow, read_ratings
from alliance_cli.core.errors import Mistakes
from alliance_cli.core.walk.kinds import Rater

TODAY = date(2026, 11, 20)
OPEN = ClientCodePolicy(frozenset(), new=True)
ROW = RatedRow(2, "J7", date(2026, 1, 5), Rater.CLIENT, {"goals": 7, "bond": 9})


def read(raw: bytes, welcome: ClientCodePolicy = OPEN) -> tuple[RatedRow, ...]:
    return read_ratings(raw, "x.csv", TODAY, welcome)


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
        b'client,date,rater,goals,bond\n"J7","2026-01-05","client","7","9"\n',
    ],
)
def test_it_is_read_however_a_spreadsheet_wrote_it(raw: bytes) -> None:
    assert read(raw) == (ROW,)


def test_a_code_made_harmless_on_its_way_out_is_itself_again() -> None:
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
    ],
)
def test_every_mistake_is_named_by_line(raw: bytes, places: list[str]) -> None:
    assert mistakes(raw) == places


def test_a_new_code_a_name_and_a_known_one_are_welcome_as_elsewhere() -> None:
    raw = b"client,date,rater,bond\nAnna,2026-01-05,client,9\n"
    known = frozenset({"anna"})
    assert mistakes(raw, ClientCodePolicy(frozenset())) == mistakes(raw, OPEN) == ["2 client"]
    assert (
        read(raw, ClientCodePolicy(known))[0].client
        == read(raw, ClientCodePolicy(frozenset(), new=True, insist=True))[0].client
    )


_CELLS = st.sampled_from(["client", "date", "rater", "bond", "J7", "2026-01-05", "9", '"', ",", ";", "\n", "\0", "x"])


@settings(max_examples=200, deadline=None)
@given(st.lists(_CELLS, max_size=30).map("".join) | st.text())
def test_whatever_is_in_it_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(Mistakes):
        read(text.encode(errors="surrogatepass"))
