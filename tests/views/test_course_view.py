"""How a course looks at two widths, with and without colour and Unicode."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alliance_cli.core.course.course import SessionRecord
from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.course.picture import picture, picture_by
from alliance_cli.core.flags.signals import flags
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.views.course.chart import CourseView, patterns_view
from tests.core.rated import client_rated, course, record

from .drawing import drawn, printed


def noted(seen: SessionRecord, kind: MomentKind, state: MomentState | None = None) -> SessionRecord:
    moment = Moment(f"m{seen.session.number}", seen.session.id, seen.session.on, kind, note="[wife]", state=state)
    return replace(seen, moments=(moment,))


def later(seen: SessionRecord, weeks: int) -> SessionRecord:
    return replace(seen, session=replace(seen.session, on=seen.session.on + timedelta(weeks=weeks)))


COURSE = course(
    record(1, 8, 7),
    record(2, (8, 9, 8, 8), 7),
    noted(record(3, (8, 8, 9, 9), (8, 8, 8, 7)), MomentKind.RUPTURE, MomentState.REPAIRED),
    record(4, None, 8),
    record(5, None, None, tension={Rater.CLIENT: True}),
    noted(record(6, (9, 9, 8, 9), (9, 9, 8, 9)), MomentKind.STRONG),
    later(record(7, 9, 8), 6),
    noted(later(record(8, (6, 5, 6, 6), 8), 6), MomentKind.RUPTURE, MomentState.OPEN),
    later(record(9, 9, (8, 9, 8, 8)), 6),
)
PICTURE = picture(COURSE, flags(COURSE))

AT_60 = """\
J7 · 9 sessions · 12 Jan 2026 to 20 Apr 2026

      10 ┤
         ┤
       9 ┤                           ⢀⣀⣀⠤●         ●
         ┤       ⢀⣀⣀⠤●              ◉⠁ ░░⠘⡄░░░░░░░⡜░░
       8 ┤ ●⠔⠒⠒⠉●⠁░░░░░░░░○░░░░░░░░░░░░░░○⢱░░░○░░⢰⠁○░
         ┤    ░░░░░░░○░░░░░░░░░░░░░░░░░░░░░⢣░░░░⢠⠃░░░
       7 ┤ ○  ░░○░░░░░░░░░░░░░░░░░░░░░░░░░░⠈⢆░░⢀⠎░░░░
         ┤    ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░⠘⡄░⡜░░░░░
       6 ┤    ░░░░░░░░░░                     ⠱⡰⠁
         ┤                                    ●
       5 ┤
         └────────────────────────────≈──────────────
 session   1    2    3    4    5    6    7    8    9
rupture?             ✓         ?              !
 flagged                                      ▲
  strong                            +

● client   ○ you   ◉ both
░ expected from the client's earlier sessions
▲ the numbers stand out   ! possible rupture, open
✓ possible rupture, repaired or let go
? tension, no moment noted   + strong moment
≈ more than four weeks between"""

AT_100 = """\
J7 · 9 sessions · 12 Jan 2026 to 20 Apr 2026

      10 ┤
         ┤
       9 ┤                                 ⣀⣀⡠⠤●           ●
         ┤         ⣀⣀⡠⠤●                 ◉⠉  ░░⠘⡄░░░░░░░░░⡜░░
       8 ┤ ●⠤⠒⠒⠊⠉●⠉░░░░░░░░░░○░░░░░░░░░░░░░░░░░○⠘⡄░░░○░░░⡜░○░
         ┤     ░░░░░░░░○░░░░░░░░░░░░░░░░░░░░░░░░░⠘⡄░░░░░⡜░░░░
       7 ┤ ○   ░░○░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░⠱⡀░░░⡰⠁░░░░
         ┤     ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░⠱⡀░⡰⠁░░░░░
       6 ┤     ░░░░░░░░░░░░                         ⠱⡰⠁
         ┤                                           ●
       5 ┤
         └──────────────────────────────────≈────────────────
 session   1     2     3     4     5     6     7     8     9
rupture?               ✓           ?                 !
 flagged                                             ▲
  strong                                 +

● client   ○ you   ◉ both   ░ expected from the client's earlier sessions   ▲ the numbers stand out
! possible rupture, open   ✓ possible rupture, repaired or let go   ? tension, no moment noted
+ strong moment   ≈ more than four weeks between"""

AT_60_PLAIN = """\
J7, 9 sessions, 12 Jan 2026 to 20 Apr 2026

      10 |
         |
       9 |                               *         *
         |           *              @  ..............
       8 | *  ..*.........o..............o....o....o.
         |    .......o...............................
       7 | o  ..o....................................
         |    .......................................
       6 |    ..........
         |                                    *
       5 |
         +----------------------------~--------------
 session   1    2    3    4    5    6    7    8    9
rupture?             v         ?              !
 flagged                                      ^
  strong                            +

* client   o you   @ both
. expected from the client's earlier sessions
^ the numbers stand out   ! possible rupture, open
v possible rupture, repaired or let go
? tension, no moment noted   + strong moment
~ more than four weeks between"""


@pytest.mark.parametrize(
    ("width", "unicode", "golden"), [(60, True, AT_60), (100, True, AT_100), (60, False, AT_60_PLAIN)]
)
def test_a_course_with_a_gap_a_pause_a_drop_and_moments(width: int, unicode: bool, golden: str) -> None:
    assert drawn(CourseView(PICTURE, unicode=unicode), width) == golden


def test_without_unicode_every_character_is_plain() -> None:
    assert drawn(CourseView(PICTURE, unicode=False), 100).isascii()


def test_colour_changes_no_drawn_character() -> None:
    coloured = printed(CourseView(PICTURE, unicode=True), 60, colour=True)
    assert "\x1b[1;35m●" in coloured, "a session whose numbers stand out"
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in plain.splitlines()] == AT_60.splitlines()
    assert "\x1b" not in printed(CourseView(PICTURE, unicode=True), 60, colour=False)


@given(
    width=st.integers(60, 200),
    ratings=st.lists(st.none() | st.integers(1, 10), min_size=2, max_size=250),
    unicode=st.booleans(),
)
def test_the_chart_fits_its_width_and_shows_every_session_that_fits(
    width: int, ratings: list[int | None], unicode: bool
) -> None:
    picture_ = picture(client_rated(ratings))
    lines = drawn(CourseView(picture_, unicode=unicode), width).splitlines()
    assert max(map(len, lines)) <= width
    shown = ratings[-(width - 10) :]
    plot = "".join(line[10:] for line in lines if line[9:10] in ("┤", "|"))
    assert plot.count("●" if unicode else "*") == sum(rating is not None for rating in shown)
    assert ("latest" in lines[0]) == (len(shown) < len(ratings))


@given(ratings=st.lists(st.integers(1, 10), min_size=2, max_size=12))
def test_each_mean_is_on_the_row_of_its_value(ratings: list[int]) -> None:
    lines = drawn(CourseView(picture(client_rated(ratings)), unicode=False), 100).splitlines()
    rows = {int(line[:9]): line[10:] for line in lines if re.match(r" +\d+ \|", line)}
    assert rows
    for value, row in rows.items():
        assert row.count("*") == ratings.count(value)


def test_an_unrated_session_breaks_the_line_and_rated_neighbours_are_joined() -> None:
    def dots(*ratings: int | None) -> int:
        return len(re.findall("[\u2801-\u28ff]", drawn(CourseView(picture(client_rated(ratings)), unicode=True), 60)))

    assert dots(8, None, 8) == 0
    assert dots(8, 8, None, 8) < dots(8, 8, 8, 8)


def test_more_sessions_than_columns_show_the_latest() -> None:
    lines = drawn(CourseView(picture(client_rated([8] * 80)), unicode=True), 60).splitlines()
    assert lines[0].startswith("J7 · latest 50 of 80 sessions · ")
    assert max(map(len, lines)) <= 60


def test_a_long_run_of_unrated_sessions_gives_an_empty_chart() -> None:
    silent = course(*(record(n, None, 8 if n < 3 else None) for n in range(1, 80)))
    assert "○" not in drawn(CourseView(picture(silent), unicode=True), 60)


def test_the_shape_is_named_for_both_and_some_ask_for_a_conversation() -> None:
    both = course(*(record(n, mine, 7) for n, mine in enumerate([9, 9, 9, 6, 6, 6], start=1)))
    assert drawn(patterns_view(picture(both)), 60) == "Client: high and falling. Worth a conversation."
    low = course(*(record(n, 9, 5) for n in range(1, 7)))
    assert drawn(patterns_view(picture(low)), 60).splitlines() == [
        "Client: starts high and stays.",
        "You: low and staying. Worth a conversation.",
    ]
    assert drawn(patterns_view(PICTURE), 60) == "Client: starts high and stays."
    assert drawn(patterns_view(picture(client_rated([8, 8]))), 60) == "Too few ratings, or no clear pattern."


def test_sessions_without_a_gap_between_them_are_left_out_on_request() -> None:
    lines = drawn(CourseView(picture(client_rated([8] * 80)), unicode=True, apart=True), 60).splitlines()
    assert lines[0].startswith("J7 · latest 24 of 80 sessions · ")
    assert "●●" not in "".join(lines)


def test_a_low_chart_has_one_row_for_each_point_and_no_blank_line() -> None:
    lines = drawn(CourseView(PICTURE, unicode=True, low=True, legend=False), 60).splitlines()
    assert [line[:9].strip() for line in lines[1:7]] == ["10", "9", "8", "7", "6", "5"]
    assert "" not in lines
    assert "● client" not in "\n".join(lines)


@pytest.mark.parametrize(("count", "is_smoothed"), [(39, False), (40, True)])
@pytest.mark.parametrize("unicode", [True, False])
def test_from_40_sessions_on_a_smoothed_line_shows_the_course(count: int, is_smoothed: bool, unicode: bool) -> None:
    ratings = [9 if place % 7 else 5 for place in range(count)]
    shown = drawn(CourseView(picture(client_rated(ratings)), unicode=unicode), 100)
    assert ("the client's course, smoothed" in shown) is is_smoothed
    if unicode:
        rows = [line for line in shown.splitlines() if re.search("[\u2801-\u28ff]", line)]
        assert (len(rows) == 1) is is_smoothed, "single drops do not move the line"


@pytest.mark.parametrize("selected", [0, 40, 79])
def test_a_selected_session_is_drawn_and_pointed_to(selected: int) -> None:
    view = CourseView(picture(client_rated([8] * 80)), unicode=True, apart=True, selected=selected)
    lines = drawn(view, 60).splitlines()
    pointed = {line.index("┊") for line in lines if "┊" in line}
    assert len(pointed) == 1
    (numbers,) = (line for line in lines if line.lstrip().startswith("session"))
    first = int(numbers.split()[1])
    assert first <= selected + 1
    assert pointed == {numbers.index(str(first)) + (selected + 1 - first) * 2}
    assert ":" in drawn(CourseView(PICTURE, unicode=False, selected=0), 60)
    assert drawn(CourseView(PICTURE, unicode=False, selected=0), 60).isascii()


def test_the_clinician_alone_is_drawn_without_a_band() -> None:
    yours = picture_by(PICTURE, {Rater.CLINICIAN})
    assert {rater for point in yours.points for rater in point.means} == {Rater.CLINICIAN}
    assert not any(point.flagged or point.expected or point.lower for point in yours.points)
    assert picture_by(PICTURE, frozenset(Rater)).points == PICTURE.points
