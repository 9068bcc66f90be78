"""How the overview of the caseload looks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alliance_cli.core.caseload.overview import Overview
from alliance_cli.core.flags.flag import Flag
from alliance_cli.views.caseload import overview_view

from .drawing import drawn, printed

TODAY = date(2026, 11, 23)
LONG = tuple(8 + n % 3 / 2 for n in range(20))
LINES = (
    Overview("B2", False, 14, 13, date(2026, 11, 12), (5, None, 6, 8.5), 0),
    Overview("J7", False, 60, 58, date(2026, 11, 16), (*LONG[1:], 6.25), 2),
    Overview("K1", False, 0, 0, None, (), 0),
    Overview("T5", True, 3, 0, date(2026, 1, 2), (None, None, None), 0),
)
FLAGS = {
    "J7": [
        Flag(kind, "s", part, "client", 1, 2, "says", "next")
        for kind, part in (("own-baseline", ""), ("own-baseline", "bond"), ("low-rating", "bond"))
    ]
}
AT_100 = """\
client       course                last   +/-  flags  open  days  reflected
B2           ▄·▅▇                   8.5  +3.0      -     -    11      13/14
J7           ▇▇▆▇▇▆▇▇▆▇▇▆▇▇▆▇▇▆▇▅   6.2  -2.2      2     2     7      58/60
K1                                    -     -      -     -     -        0/0
T5 (closed)  ···                      -     -      -     -   325        0/3"""
AT_60 = """\
client  course    last   +/-  flags  open  days  reflected
B2      ▄·▅▇       8.5  +3.0      -     -    11      13/14
J7      ▇▇▆▇▇▆▇▅   6.2  -2.2      2     2     7      58/60
K1                   -     -      -     -     -        0/0"""


def shown(width: int, *, unicode: bool = True, lines: tuple[Overview, ...] = LINES) -> list[str]:
    return drawn(overview_view(lines, TODAY, unicode=unicode, flags=FLAGS), width).splitlines()


def test_each_client_has_one_line() -> None:
    lines = shown(100)
    assert lines[:5] == AT_100.splitlines()
    assert lines[6].startswith("course: the client's mean rating, session by session")


def test_a_narrow_screen_shows_fewer_sessions_and_breaks_no_line() -> None:
    lines = shown(60, lines=LINES[:3])
    assert lines[:4] == AT_60.splitlines()
    assert max(map(len, lines)) <= 60


def test_a_very_narrow_screen_lists_clients_one_below_another() -> None:
    lines = shown(40)
    assert lines[3:6] == ["J7", "  course ▇▇▆▇▇▆▇▅   last 6.2   +/- -2.2", "  flags 2   open 2   days 7"]
    assert lines[9:11] == ["T5 (closed)", "  course ···   days 325   reflected 0/3"]
    assert max(map(len, lines)) <= 40


def test_without_unicode_ratings_are_numbers_and_gaps_are_dots() -> None:
    lines = shown(100, unicode=False)
    assert lines[1].split()[1] == "5.68"
    assert "\n".join(lines).isascii()


def test_a_clear_drop_below_the_own_level_is_bold_and_a_rise_is_not() -> None:
    out = printed(overview_view(LINES[:2], TODAY, unicode=True), 100, colour=True)
    assert "\x1b[1m-2.2\x1b[0m" in out
    assert "\x1b[1m+3.0\x1b[0m" not in out


def test_an_empty_caseload_says_how_to_begin() -> None:
    assert shown(60, lines=()) == ["No open clients. Open one with: alliance client add J7"]


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize("rows", [24, 30, 50])
def test_a_long_caseload_fits_the_window_and_keeps_the_most_pressing_clients(columns: int, rows: int) -> None:
    seen = date(2026, 11, 1)
    many = tuple(Overview(f"P{n}", False, 9, 9, seen - timedelta(days=n), (8, 8.5), int(n == 77)) for n in range(80))
    lines = drawn(overview_view(many, TODAY, unicode=True, flags={"P78": FLAGS["J7"]}, rows=rows), columns).splitlines()
    assert len(lines) <= rows
    assert max(map(len, lines)) <= columns
    together = " ".join(" ".join(lines).split())
    assert "of 80 clients: those with something open, then those seen last. All: --all" in together
    names = [line.split()[0] for line in lines if line.startswith("P")]
    assert {"P0", "P77", "P78"} <= set(names)
    assert "P76" not in names
    assert len(lines) > rows - 6, "the window is used"


def test_the_legend_is_dropped_before_any_client() -> None:
    lines = drawn(overview_view(LINES, TODAY, unicode=True, flags=FLAGS, rows=5), 100).splitlines()
    assert lines == AT_100.splitlines()
