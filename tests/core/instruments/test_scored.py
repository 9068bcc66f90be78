"""Every administration is scored at its session, and none is left out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Course, Session, SessionRecord
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.instruments.questionnaire import known, questionnaire
from alliance_cli.core.instruments.scored import score_of, scores_of, with_scores
from alliance_cli.core.instruments.scoring import Administration
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.options import InvalidAnswer

from ..shipped import shipped

SRS, WAI, HAQ = shipped("srs"), shipped("wai-sr"), shipped("haq-ii")
INSTRUMENTS = {"srs": SRS, "wai-sr": WAI}
DAYS = (5, 12, 19)
COURSE = Course(
    Client("c", "J7", date(2026, 1, 5)),
    tuple(SessionRecord(Session(f"s{day}", "c", date(2026, 1, day), n)) for n, day in enumerate(DAYS, start=1)),
)


def taken(day: int, session: str = "", id_: str = "a", value: float = 9) -> Administration:
    values = dict.fromkeys(range(1, 5), value)
    return Administration(id_, session, "srs", "3", Rater.CLIENT, date(2026, 1, day), values)


def where(course: Course) -> list[int]:
    """How many scores there are before the first session and at each session."""
    return [len(course.apart), *(len(record.scores) for record in course.records)]


@pytest.mark.parametrize(
    ("day", "session", "place"),
    [(12, "s12", 1), (12, "", 1), (18, "", 1), (30, "", 2), (5, "", 0), (30, "s5", 0), (12, "gone", 1)],
)
def test_an_administration_belongs_to_its_session_or_the_latest_one_before_it(
    day: int, session: str, place: int
) -> None:
    counts = [0, 0, 0, 0]
    counts[place + 1] = 1
    assert where(with_scores(COURSE, [taken(day, session)], INSTRUMENTS)) == counts


def test_an_administration_before_the_first_session_is_kept_apart() -> None:
    course = with_scores(COURSE, [taken(4)], INSTRUMENTS)
    assert where(course) == [1, 0, 0, 0]
    assert [score.total for score in scores_of(course, course.records)] == [36]
    assert scores_of(course, course.records[1:]) == ()


@given(st.permutations([taken(4, id_="a"), taken(12, id_="b"), taken(12, id_="c", value=3), taken(20, id_="d")]))
def test_neither_the_order_of_entry_nor_scoring_twice_makes_a_difference(order: list[Administration]) -> None:
    course = with_scores(COURSE, order, INSTRUMENTS)
    assert where(course) == [1, 0, 2, 1]
    assert course == with_scores(course, sorted(order, key=lambda each: each.id), INSTRUMENTS)


def test_a_score_has_its_day_and_the_cut_offs_it_reaches() -> None:
    low, fine = score_of(taken(5, value=8.9), SRS), score_of(taken(5, value=9), SRS)
    assert (low.total, low.on, len(low.reached)) == (35.6, date(2026, 1, 5), 1)
    assert fine.reached == ()


UNFIT = (
    None,
    WAI,
    replace(SRS, version="4"),
    replace(SRS, raters=(Rater.CLINICIAN,)),
    replace(SRS, items=SRS.items[:3]),
)


@pytest.mark.parametrize("instrument", UNFIT)
def test_without_a_fitting_instrument_answers_are_only_counted(instrument: Instrument | None) -> None:
    score = score_of(taken(5), instrument)
    assert (score.instrument, score.version, score.answered) == ("srs", "3", 4)
    assert (score.total, score.complete, score.status) == (None, False, "4 items, not scored")


def test_a_questionnaire_asks_items_in_order_and_resumes_at_the_first_unanswered() -> None:
    script = questionnaire(WAI)
    assert [prompt.ask for prompt in script.prompts] == [f"Item {n}" for n in range(1, 13)]
    walk = Interview.begin(script, known(WAI, {1: 5, 3: 4, 99: 1, 2: 77}))
    assert (walk.progress, walk.at) == ((2, 12), "item-2")


def test_a_prompt_lists_the_possible_answers_and_the_subscales_of_its_item() -> None:
    third, fourth = questionnaire(WAI).prompts[2], questionnaire(HAQ).prompts[3]
    assert third.purpose == "It counts towards Bond and the total."
    assert fourth.purpose == "It counts towards the total, reversed: as 7 minus the answer."
    assert (third.kind.read("4"), third.kind.show(4.0), third.kind.fits()) == (4, "4", "1 to 5")
    worded = questionnaire(replace(WAI, answers=("Seldom", "Often"))).prompts[0]
    assert worded.kind.fits() == "1 Seldom, 2 Often"
    with pytest.raises(InvalidAnswer):
        third.kind.read("4.5")


def test_an_entered_total_is_shown_unchanged_and_can_reach_a_cut_off() -> None:
    given = replace(taken(12), values={}, total=34.5)
    scored = score_of(given, SRS)
    assert (scored.total, scored.answered, scored.complete, scored.status) == (34.5, 0, False, "total only")
    assert [cutoff.value for cutoff in scored.reached] == [36]
    assert score_of(replace(given, total=36.0), SRS).reached == ()
    without = score_of(given, None)
    assert (without.total, without.reached, without.status, without.not_scored) == (34.5, (), "total only", False)


def test_an_entered_total_is_replaced_by_all_items_and_kept_beside_some() -> None:
    assert score_of(replace(taken(12), total=34.5), SRS).total == 36
    some = score_of(replace(taken(12), values={1: 9.0}, total=34.5), SRS)
    assert (some.total, some.status) == (34.5, "total as given, 1 of 4 items")


def test_a_total_out_of_range_is_shown_but_reaches_no_cut_off() -> None:
    scored = score_of(replace(taken(12), values={}, total=41.0), SRS)
    assert (scored.total, scored.reached, scored.range) == (41, (), None)
