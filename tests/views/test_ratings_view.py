"""How the ratings of client and clinician are compared."""

from __future__ import annotations

from alliance_cli.core.course.course import Course
from alliance_cli.core.voices.tracking import caseload_congruence, congruence
from alliance_cli.core.voices.voices import voices, voices_together
from alliance_cli.usecases.review.course import HeardVoices
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
    sessions = tuple(record.session for record in seen.records)
    heard = HeardVoices(voices(seen), congruence(seen), "J7", sessions)
    return drawn(voices_view(heard, unicode=unicode), width)


def shown_over_clients(*each: Course) -> str:
    apart = caseload_congruence(found for seen in each if (found := congruence(seen)))
    return drawn(voices_view(HeardVoices(voices_together([voices(seen) for seen in each]), apart), unicode=True), 60)


AT_60 = """\
J7: your ratings beside the client's

It is too early to compare you with the client. Rated by
both so far: 4 sessions.
It takes 8 sessions rated by both to say whether your
ratings rise and fall with the client's: 4 more.

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
both, 1 by the client only, 1 by you only.

In a study of 211 trainees and 6,888 sessions, sessions in
which the trainee underestimated the client's rating were
followed by more relief than sessions in which the trainee
overestimated it (10.1080/10503307.2023.2193671).
Over 700 treatments, how closely both ratings agreed did not
predict the outcome (Sinclair, Linköping University)."""
OVER_CLIENTS = """\
Your ratings beside your clients'

Over 5 sessions with 2 clients, you tend to rate about the
same as they do.
Over 5 sessions with 2 clients, you tend to rate 0.8 points
above them on tasks.
It takes 8 sessions with one client, rated by both, to say
whether your ratings rise and fall with your clients': at
least 4 more.

            apart  within one point  sessions  clients
mean         +0.3               88%         5        2
understood   +0.1               88%         5        2
goals        +0.2               88%         5        2
tasks        +0.8               62%         5        2
bond         +0.2               88%         5        2

Tension or a possible rupture was noted in 3 sessions: 1 by
both, 1 by the client only, 1 by you only.

In a study of 211 trainees and 6,888 sessions, sessions in
which the trainee underestimated the client's rating were
followed by more relief than sessions in which the trainee
overestimated it (10.1080/10503307.2023.2193671).
Over 700 treatments, how closely both ratings agreed did not
predict the outcome (Sinclair, Linköping University)."""


def test_the_view_shows_the_difference_its_course_and_who_noticed_what() -> None:
    assert shown(COURSE, 60) == AT_60


def test_without_unicode_the_points_are_drawn_alone() -> None:
    plain = shown(COURSE, 60, unicode=False)
    assert plain.replace("Linköping", "").isascii()
    assert "       0 |-o-----------------------o-" in plain.splitlines()
    assert len(plain.splitlines()) == len(AT_60.splitlines())


def test_a_narrow_screen_drops_the_drawing_and_keeps_the_numbers() -> None:
    lines = shown(COURSE, 59).splitlines()
    assert not any("┤" in line for line in lines)
    assert "mean         -0.3               75%         4" in lines
    assert max(map(len, lines)) <= 59


def test_over_several_clients_each_has_equal_weight_and_nothing_is_drawn() -> None:
    assert shown_over_clients(COURSE, course(record(1, 8, 9))) == OVER_CLIENTS


def test_without_a_session_rated_by_both_the_view_says_how_to_get_one() -> None:
    lines = shown(course(record(1, 8)), 120).splitlines()
    assert lines[2:] == [
        "No session has been rated by both of you yet. Your own ratings are asked for in: alliance reflect J7",
        "",
        "No tension or possible rupture was noted.",
    ]


def test_from_eight_sessions_on_tracking_is_shown_with_its_interval() -> None:
    client = (6, 7, 8, 9, 10, 9, 8, 7)
    every = course(*(record(number, theirs, theirs - 1) for number, theirs in enumerate(client, start=1)))
    lines = shown(every, 200).splitlines()
    assert lines[2] == "You tend to rate 1 point below the client."
    assert (
        "Your ratings tend to rise and fall with the client's (correlation 1.00, 95% interval 1.00 to 1.00)." in lines
    )
    seven = shown(course(*every.records[:7]), 200)
    assert "with the client's: 1 more." in seven
    assert "correlation" not in seven
    steady = course(*(record(number, theirs, 8) for number, theirs in enumerate(client, start=1)))
    assert "with the client's: one of the two stayed the same in every session." in shown(steady, 200)


def test_a_difference_of_any_size_has_a_row() -> None:
    lines = shown(course(record(1, 1, 10), record(2, 10, 1)), 60).splitlines()
    assert [line[:13].split()[0] for line in lines if "○" in line] == ["+9", "-9"]
