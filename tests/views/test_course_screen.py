"""A client's history on one screen: it fits the window, and says how to see more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from alliance_cli.core.course.course import Course, SessionRecord
from alliance_cli.core.course.missed import Missed, MissedSession
from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.course.picture import picture
from alliance_cli.core.fitting.history import HISTORY_GIVES_WAY, HISTORY_MOST, HistoryPart, fit_history
from alliance_cli.core.flags.signals import flags
from alliance_cli.core.instruments.scoring import Score
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.views.course.screen import CourseScreen
from tests.core.rated import course, record
from tests.views.test_course_view import AT_60, COURSE

from .drawing import drawn

WORD = "wolkenbruchglas"
BENEATH_AT_60 = """\

Client: starts high and stays.

Open
  2026-04-13  possible rupture, open
  what was noted: alliance moments J7 --open

Worth a look
  2026-04-13  Tension noticed by you; the client was not
  asked.
    Next: Name the shift without judging it (repair, step 1:
    acknowledge the shift).
  2026-04-13  The client rated goals 5.
    Next: Ask what matters most to the client now (opening
    prompt).
  2026-04-13  Lower than usual for this client: mean rating
  5.8; about 8.5 was expected from earlier sessions. Lower
  on their own: feeling understood, goals, tasks and bond.
    Next: Name the shift without judging it (repair, step 1:
    acknowledge the shift).
  and 7 more: alliance moments J7
    alliance learn repair acknowledge
    alliance learn skills agenda-setting

            client     last  you        last
understood  ▆▆▆··▇▇▅▇     9  ▆▆▆▆·▇▆▆▆     8
goals       ▆▇▆··▇▇▄▇     9  ▆▆▆▆·▇▆▆▇     9
tasks       ▆▆▇··▆▇▅▇     9  ▆▆▆▆·▆▆▆▆     8
bond        ▆▆▇··▇▇▅▇     9  ▆▆▆▆·▇▆▆▆     8

#  date        walks  client       you          moments
                       u  g  t  b   u  g  t  b
2  2026-01-19  ---     8  9  8  8   7  7  7  7
3  2026-01-26  ---     8  8  9  9   8  8  8  7  !0/1
4  2026-02-02  ---     -  -  -  -   8  8  8  8
5  2026-02-09  ---     -  -  -  -   -  -  -  -  ?client
6  2026-02-16  ---     9  9  8  9   9  9  8  9  +1
7  2026-04-06  ---     9  9  9  9   8  8  8  8
8  2026-04-13  ---     6  5  6  6   8  8  8  8  !1/1
9  2026-04-20  ---     9  9  9  9   8  9  8  8
PSR prepared, session, reflected (small: unfinished)
u g t b understood, goals, tasks, bond
+ strong moments · ! possible ruptures (open of all)
? tension reported when asked, and by whom

9 sessions, 0 reflected on, 7 rated by the client. More:
--last N, --since DATE, --notes, --all"""


def screen(
    seen: Course, width: int, rows: int | None = None, *, unicode: bool = True, latest: int | None = None
) -> str:
    found = flags(seen)
    return drawn(CourseScreen(seen, picture(seen, found), found, unicode, rows, latest), width)


def srs(number: int, total: float | None) -> Score:
    on = record(number).session.on
    return Score("srs", "SRS", "3", Rater.CLIENT, 4, 4, total, {}, on=on, range=(0.0, 40.0))


def seen(number: int) -> SessionRecord:
    """One of many sessions; every seventh has low ratings and an open possible rupture."""
    kept = record(number, 5 if number % 7 == 0 else 9, 8, scores=(srs(number, 20.0 + number % 20),))
    if number % 7:
        return kept
    moment = Moment(
        f"m{number}", kept.session.id, kept.session.on, MomentKind.RUPTURE, WORD, plan=WORD, state=MomentState.OPEN
    )
    return replace(kept, moments=(moment,))


MANY = course(*map(seen, range(1, 86)))
MANY = replace(
    MANY,
    missed=tuple(
        MissedSession(f"x{week}", MANY.records[-1].session.on - timedelta(weeks=week, days=1), Missed.LATE)
        for week in (9, 5, 1)
    ),
)


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize("rows", [24, 30, 50])
@pytest.mark.parametrize("unicode", [True, False])
def test_a_long_course_fits_the_window_and_keeps_the_main_parts(columns: int, rows: int, unicode: bool) -> None:
    shown = screen(MANY, columns, rows - 1, unicode=unicode)
    lines = shown.splitlines()
    assert len(lines) < rows
    assert max(map(len, lines)) <= columns
    together = " ".join(shown.split())
    for part in (
        "of 85 sessions",
        "Open",
        "possible rupture, open",
        "Missed: ",
        "cancelled late",
        "--last N",
        "--notes",
    ):
        assert part in together, part
    assert WORD not in shown, "what was typed takes an option"
    assert ("┤" in shown or "|" in shown) is (columns >= 60)


@pytest.mark.parametrize("rows", range(1, 60))
@pytest.mark.parametrize("columns", [40, 80])
def test_a_history_uses_the_room_of_its_window_and_no_more(columns: int, rows: int) -> None:
    lines = screen(MANY, columns, rows).splitlines()
    assert len(lines) <= max(rows, 8)
    assert rows < 50 or len(lines) > 20


def test_each_step_only_shrinks_the_history_further() -> None:
    limits = dict(HISTORY_MOST)
    for part, most in HISTORY_GIVES_WAY:
        assert most < limits[part], part
        limits[part] = most
    assert fit_history(lambda limits: sum(limits.values()), 0) == limits
    assert fit_history(lambda limits: 1, 1) == HISTORY_MOST
    assert {part for part, most in limits.items() if most} == {HistoryPart.CHART}


def test_without_a_window_every_part_is_shown() -> None:
    assert screen(COURSE, 60) == f"{AT_60}\n{BENEATH_AT_60}"


def test_below_60_columns_or_with_one_session_two_lines_replace_the_chart() -> None:
    assert "┤" in screen(COURSE, 60)
    narrow = screen(COURSE, 59)
    assert "┤" not in narrow
    assert "client   ▆▇▇··▇▇▅▇  9.0\nyou      ▆▆▆▆·▇▆▆▇  8.2\n" in narrow
    first = course(COURSE.records[0])
    assert "┤" not in screen(first, 100)
    assert "2026-01-12" in screen(first, 100)


def test_instruments_are_drawn_each_on_its_own_scale() -> None:
    kept = (
        record(1, 8, scores=(srs(1, 0.0),)),
        record(2, 8, scores=(srs(2, None),)),
        record(3, 8, scores=(srs(3, 40.0),)),
    )
    assert "  srs by the client  ▁·█  40 (0 to 40) · 2026-01-26" in screen(course(*kept), 80, 40)
    assert "  srs by the client  1.X  40 (0 to 40) · 2026-01-26" in screen(course(*kept), 80, 40, unicode=False)
    without = screen(course(*kept), 80)
    assert "▁·█" in without
    assert "  2026-01-12  srs by the client: 0" in without, "each is listed too where there is room"


def test_all_requested_sessions_are_shown() -> None:
    shown = screen(MANY, 120, latest=60)
    assert "latest 60 of 85 sessions" in shown
    assert f"\n26  {MANY.records[25].session.on}" in shown
    assert f"\n25  {MANY.records[24].session.on}" not in shown
