"""The contents of the carry-over card."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from alliance_cli.core.course.carry_over import carry_over
from alliance_cli.core.course.course import Session, SessionRecord
from alliance_cli.core.course.missed import Missed, MissedSession
from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.client_words import ClientWords
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.core.walk.script import Phase
from tests.core.rated import FIRST, course, record


@pytest.mark.parametrize(
    ("given", "before", "usual"), [([8], None, False), ([8, 6, 4], 7.0, False), ([8, 7, 9, 4], 8.0, True)]
)
def test_three_earlier_ratings_make_a_usual_level(given: list[int], before: float | None, usual: bool) -> None:
    sessions = [record(number, rated) for number, rated in enumerate(given, start=1)]
    levels = carry_over(course(*sessions), date(2027, 1, 1)).levels
    assert {(level.last, level.before, level.is_usual) for level in levels} == {(given[-1], before, usual)}


def held(number: int, on: date) -> SessionRecord:
    return SessionRecord(Session(f"s{number}", "c1", on, number), intention=f"from session {number}")


@pytest.mark.parametrize(("days", "last"), [(-1, None), (0, "s1"), (1, "s1"), (6, "s1"), (7, "s2"), (8, "s2")])
def test_a_card_for_a_date_covers_sessions_up_to_and_including_it(days: int, last: str | None) -> None:
    sessions = (held(1, FIRST), held(2, FIRST + timedelta(days=7)))
    card = carry_over(course(*sessions), FIRST + timedelta(days=days))
    assert (card.last.id if card.last else None) == last
    assert len(card.means) == sum(session.session.on <= FIRST + timedelta(days=days) for session in sessions)


@pytest.mark.parametrize(("before", "last"), [(1, None), (2, "s1"), (3, "s2")])
def test_a_card_for_a_session_covers_earlier_ones_even_on_the_same_date(before: int, last: str | None) -> None:
    sessions = [held(number, FIRST) for number in (1, 2, 3)]
    card = carry_over(course(*sessions), FIRST, sessions[before - 1].session)
    assert (card.last.id if card.last else None) == last
    assert card.intention == (f"from session {before - 1}" if last else "")


def test_a_card_depends_on_its_session_and_not_on_the_date_of_viewing() -> None:
    sessions = (held(1, FIRST), held(2, FIRST + timedelta(days=7)))
    card = carry_over(course(*sessions), FIRST + timedelta(days=30), sessions[1].session)
    assert card.last == sessions[0].session


def test_a_card_has_the_last_strong_moments_all_open_ruptures_and_the_clients_means() -> None:
    first, second = FIRST, FIRST + timedelta(days=7)
    old = Moment("m1", "s1", first, MomentKind.RUPTURE, state=MomentState.OPEN)
    over = Moment("m2", "s1", first, MomentKind.RUPTURE, state=MomentState.REPAIRED)
    strong, gone = Moment("m3", "s2", second, MomentKind.STRONG), Moment("m4", "s1", first, MomentKind.STRONG)
    rated = {Rater.CLIENT: {"goals": 8, "bond": 5}, Rater.CLINICIAN: {"goals": 2}}
    sessions = (
        SessionRecord(Session("s1", "c1", first, 1), moments=(old, over, gone), ratings=rated, intention="slow down"),
        SessionRecord(Session("s2", "c1", second, 2), moments=(strong,)),
    )
    card = carry_over(course(*sessions), second)
    assert (card.client, card.last, card.intention) == ("J7", sessions[1].session, "slow down")
    assert (card.strong, card.means) == ((strong,), (6.5, None))
    assert [(each.number, each.moment) for each in card.open_ruptures] == [(1, old)]
    assert [(level.scale, level.last, level.before) for level in card.levels] == [("goals", 8, None), ("bond", 5, None)]


def test_before_the_first_session_the_card_is_empty() -> None:
    card = carry_over(course(), FIRST)
    assert (card.last, card.strong, card.open_ruptures, card.levels, card.means) == (None, (), (), (), ())
    assert card.intention == ""


def test_the_intention_for_a_missed_session_is_shown_again() -> None:
    gone = MissedSession("m1", FIRST + timedelta(weeks=1), Missed.NO_SHOW, "said for the missed one")
    with_missed = replace(course(held(1, FIRST)), missed=(gone,))
    card = carry_over(with_missed, FIRST + timedelta(weeks=2))
    assert (card.intention, card.intention_on) == ("said for the missed one", gone.on)
    assert (card.missed, card.missed_so_far) == ((gone,), 1)
    assert carry_over(with_missed, FIRST).missed == ()


def test_the_clients_words_are_newest_first() -> None:
    said = (ClientWords("closing", "", "Better", FIRST), ClientWords("tension-note", "", "The worksheet", FIRST))
    assert carry_over(course(held(1, FIRST)), FIRST, said=said).said == said[::-1]


def repaired(number: int, resolved_in: str, answers: dict[str, str], *, finished: bool = True) -> SessionRecord:
    """A session with a rupture that was repaired in the session ``resolved_in``."""
    on = FIRST + timedelta(days=7 * number)
    record = WalkRecord(f"r{number}", Phase.REPAIR, "repair", on, finished, answers=answers)
    moment = Moment(f"m{number}", f"s{number}", on, MomentKind.RUPTURE, state=MomentState.REPAIRED)
    moment = replace(moment, resolved_in=resolved_in, repairs=(record,))
    return SessionRecord(Session(f"s{number}", "c1", on, number), moments=(moment,))


AGREED = {"new-path": "settle first", "outcome": "repaired"}


@pytest.mark.parametrize(("later", "shown"), [(0, True), (1, True), (2, False), (9, False)])
def test_an_agreement_is_shown_at_the_next_two_preparations(later: int, shown: bool) -> None:
    after = [held(number, FIRST + timedelta(days=7 * number)) for number in range(2, 2 + later)]
    card = carry_over(course(repaired(1, "s1", AGREED), *after), date(2027, 1, 1))
    assert [(each.text, each.on, each.moment.number) for each in card.agreed] == (
        [("settle first", FIRST + timedelta(days=7), 1)] if shown else []
    )


def test_the_newest_agreement_comes_first() -> None:
    sessions = (repaired(1, "s2", AGREED), repaired(2, "s2", AGREED))
    assert [each.moment.number for each in carry_over(course(*sessions), date(2027, 1, 1)).agreed] == [2, 1]


def test_an_agreement_dates_from_the_repair_and_not_from_the_rupture() -> None:
    after = [held(number, FIRST + timedelta(days=7 * number)) for number in range(2, 6)]
    assert carry_over(course(repaired(1, "s4", AGREED), *after), date(2027, 1, 1)).agreed != ()
    assert carry_over(course(repaired(1, "s3", AGREED), *after), date(2027, 1, 1)).agreed == ()


def test_only_a_finished_repair_with_an_agreement_counts() -> None:
    for answers, finished in (({"outcome": "repaired"}, True), ({"new-path": "x"}, True), (AGREED, False)):
        assert carry_over(course(repaired(1, "s1", answers, finished=finished)), date(2027, 1, 1)).agreed == ()
