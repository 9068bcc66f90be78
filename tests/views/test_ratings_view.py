"""How the ratings of client and clinician are compared."""

from __future__ import annotations

from alliance_cli.core.course.entities import Course
from alliance_cli.core.course.voices import caseload_voices, voices
from alliance_cli.views.course.ratings import voices_view
from tests.core.rated import course, record

from .drawing import drawn

COURSE = course(
    record(1, 8, (8, 8, 9, 8)),
    record(2, 8, (8, 9, 10, 9), noticed_by="both"),
    record(3, 8, None),
    record(4, 9, 6, noticed_by="client"),
    record(5, (8, 8, 7, 8), (8, 8, 9, 8), noticed_by="clinician"),
)


def shown(seen: Course, width: int, *, unicode: bool = True) -> str:
    sessions = [record.session for record in seen.records]
    return drawn(voices_view(voices(seen), unicode=unicode, client="J7", sessions=sessions), width)


AT_60 = """\
J7: your ratings beside the client's

It is too early to compare you with the client. Rated by
both so far: 4 sessions.
You tend to rate 0.8 below the client on feeling understood.
You tend to rate 0.5 below the client on goals.
You tend to rate 0.5 above the client on tasks.
You tend to rate 0.5 below the client on bond.

            apart  within one point  sessions
mean         -0.3               75%         4
understood   -0.8               75%         4
goals        -0.5               75%         4
tasks        +0.5               25%         4
bond         -0.5               75%         4

you rated higher (+) or lower (-) than the client, in points
      +3 ┤
      +2 ┤
      +1 ┤    ⣀⣀⡠○
       0 ┤─○⠊⠉───────────────────⢀⠔○─
      -1 ┤                      ⡠⠊
      -2 ┤                    ⢠⠊
      -3 ┤                   ○⠁
 session   1     2     3     4     5

Tension or a possible rupture was noted in 3 sessions: 1 by
both, 1 by the client only, 1 by you only."""
OVER_CLIENTS = """\
Your ratings beside your clients'

You tend to rate about the same as your clients.
You tend to rate 0.8 above your clients on tasks.

            apart  within one point  sessions  clients
mean         +0.3               88%         5        2
understood   +0.1               88%         5        2
goals        +0.2               88%         5        2
tasks        +0.8               62%         5        2
bond         +0.2               88%         5        2

Tension or a possible rupture was noted in 3 sessions: 1 by
both, 1 by the client only, 1 by you only."""


def test_the_difference_its_course_and_who_noticed_what() -> None:
    assert shown(COURSE, 60) == AT_60


def test_without_unicode_the_points_stand_for_themselves() -> None:
    plain = shown(COURSE, 60, unicode=False)
    assert plain.isascii()
    assert "       0 |-o-----------------------o-" in plain.splitlines()
    assert len(plain.splitlines()) == len(AT_60.splitlines())


def test_a_narrow_screen_leaves_the_drawing_out_and_keeps_the_numbers() -> None:
    lines = shown(COURSE, 59).splitlines()
    assert not any("┤" in line for line in lines)
    assert "mean         -0.3               75%         4" in lines
    assert max(map(len, lines)) <= 59


def test_over_clients_each_counts_once_and_nothing_is_drawn() -> None:
    heard = caseload_voices([COURSE, course(record(1, 8, 9))])
    assert drawn(voices_view(heard, unicode=True), 60) == OVER_CLIENTS


def test_without_a_session_that_both_rated_it_says_how_to_get_there() -> None:
    lines = shown(course(record(1, 8)), 120).splitlines()
    assert lines[2:] == [
        "No session has been rated by both of you yet. Your own ratings are asked for in: alliance reflect J7",
        "",
        "No tension or possible rupture was noted.",
    ]


def test_a_difference_of_any_size_has_its_row() -> None:
    lines = shown(course(record(1, 1, 10), record(2, 10, 1)), 60).splitlines()
    assert [line[:13].split()[0] for line in lines if "○" in line] == ["+9", "-9"]
