"""The clinician's view is compared with the client's and never merged with it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from alliance_cli.core.course.course import Course, SessionRecord
from alliance_cli.core.course.pattern import straight_tens
from alliance_cli.core.ratings import SCALES, Rater
from alliance_cli.core.voices.agreement import Agreement
from alliance_cli.core.voices.voices import TensionCounts, TensionMean, Voices, voices, voices_together
from alliance_cli.translation import Speaking

from ..rated import course, record


def over(courses: list[Course]) -> Voices:
    return voices_together([voices(each) for each in courses])


def test_the_difference_is_the_clinicians_rating_minus_the_clients() -> None:
    heard = voices(course(record(1, 8, 9), record(2, 8, 7), record(3, 8, 5)))
    assert heard.overall == Agreement("", difference=-1.0, close=2 / 3, sessions=3)
    assert [(each.session, each.difference) for each in heard.course] == [("s1", 1), ("s2", -1), ("s3", -3)]


def test_each_scale_is_compared_separately() -> None:
    heard = voices(course(record(1, (8, 8, 6, 8), (8, 8, 8, 8)), record(2, (8, 8, 7, 8), (8, 8, 8, 8))))
    assert [each.scale for each in heard.scales] == list(SCALES)
    tasks = heard.scales[2]
    assert (tasks.difference, tasks.close, tasks.sessions) == (1.5, 0.5, 2)


def test_only_shared_ratings_are_compared() -> None:
    heard = voices(course(record(1, 8, None), record(2, None, 8), record(3, (10, 2, None, None), (9, None, None, 3))))
    assert heard.overall == Agreement("", difference=-1.0, close=1.0, sessions=1)
    assert [each.scale for each in heard.scales] == ["understood"]


def test_without_a_session_that_both_rated_there_is_nothing_to_compare() -> None:
    heard = voices(course(record(1, 8), record(2, None, 8)))
    assert (heard.overall, heard.scales, heard.course) == (None, (), ())
    assert over([]).overall is None


def test_sessions_are_counted_by_who_noticed() -> None:
    heard = voices(
        course(
            record(1, 8, noticed_by="both"),
            record(2, 8, noticed_by="client"),
            record(3, 8, tension={Rater.CLIENT: True}),
            record(4, 8, noticed_by="clinician"),
            record(5, 8, noticed_by="clinician", tension={Rater.CLIENT: True}),
            record(6, 8, tension={Rater.CLIENT: False}),
            record(7, 8, tension={Rater.CLIENT: True, Rater.CLINICIAN: True}),
            record(8, 8, tension={Rater.CLIENT: False, Rater.CLINICIAN: True}),
        )
    )
    assert heard.noticed == TensionCounts(both=3, client=2, clinician=2)


def test_ratings_after_tension_are_averaged_by_rater_and_then_by_client() -> None:
    after = {Rater.CLIENT: {"tension-strength": 8}}
    tense = [replace(record(n, 8), ratings=after) for n in (1, 2)]
    one = course(*tense, replace(record(3, 8), ratings={Rater.CLIENT: {"tension-strength": 2}}))
    assert voices(one).tension == (TensionMean("tension-strength", Rater.CLIENT, 6.0, 3),)
    assert voices(one).overall is None
    other = course(replace(record(1, 8), ratings={Rater.CLIENT: {"tension-strength": 2}}))
    assert over([one, other]).tension == (TensionMean("tension-strength", Rater.CLIENT, 4.0, 4),)


def test_over_a_caseload_clients_have_equal_weight() -> None:
    long = course(*(record(n, 8, 8) for n in range(1, 10)))
    short = course(record(1, 6, 9))
    heard = over([long, short, course(record(1, 8))])
    assert heard.overall == Agreement("", difference=1.5, close=0.5, sessions=10, clients=2)
    assert [each.difference for each in heard.scales] == [1.5] * 4
    assert heard.course == ()


def test_counts_of_who_noticed_are_summed_over_a_caseload() -> None:
    both = course(record(1, 8, noticed_by="both"))
    clinician = course(record(1, 8, noticed_by="clinician"), record(2, 8, noticed_by="clinician"))
    assert over([both, clinician]).noticed == TensionCounts(both=1, client=0, clinician=2)


@pytest.mark.parametrize(
    ("agreement", "says"),
    [
        (
            Agreement("tasks", 1.4, 0.5, 20, 5),
            "Over 20 sessions with 5 clients, you tend to rate 1.4 points above them on tasks.",
        ),
        (Agreement("understood", -2, 0.5, 5), "You tend to rate 2 points below the client on feeling understood."),
        (Agreement("", 0.4, 0.9, 5), "You tend to rate about the same as the client."),
        (
            Agreement("", 0.4, 0.9, 4),
            "It is too early to compare you with the client. Rated by both so far: 4 sessions.",
        ),
        (
            Agreement("", -0.5, 0.9, 1),
            "It is too early to compare you with the client. Rated by both so far: 1 session.",
        ),
        (
            Agreement("", -0.5, 0.9, 5, 2),
            "Over 5 sessions with 2 clients, you tend to rate 0.5 points below them.",
        ),
        (
            Agreement("", 0.1, 0.9, 5, 3),
            "Over 5 sessions with 3 clients, you tend to rate about the same as they do.",
        ),
    ],
)
def test_an_agreement_reads_as_a_sentence(agreement: Agreement, says: str) -> None:
    assert agreement.says == says


@pytest.mark.parametrize(
    ("agreement", "says"),
    [
        (Agreement("", 0.5, 0.9, 5), "Sie schätzen meist um 0,5 Punkte höher ein als Ihr Gegenüber."),
        (Agreement("", -1, 0.9, 5), "Sie schätzen meist um 1 Punkt niedriger ein als Ihr Gegenüber."),
        (
            Agreement("bond", 2, 0.9, 8, 3),
            "Bindung: Über 8 Sitzungen mit 3 Personen schätzen Sie meist um 2 Punkte höher ein als Ihr Gegenüber.",
        ),
    ],
)
def test_german_names_the_points_apart(agreement: Agreement, says: str) -> None:
    with Speaking("de"):
        assert agreement.says == says


def test_a_few_sessions_never_count_as_apart() -> None:
    assert not Agreement("bond", -3, 0, 4).is_apart
    assert Agreement("bond", -3, 0, 5).is_apart
    assert not Agreement("bond", -0.4, 1, 5).is_apart


def test_straight_tens_need_three_rated_sessions_with_only_tens() -> None:
    tens = [record(1, 7), record(2, 10), record(3, (10, None, 10, 10)), record(4, None, 9), record(5, 10)]

    def are_straight(records: Sequence[SessionRecord]) -> bool:
        return straight_tens([each.mean(Rater.CLIENT) for each in records])

    assert are_straight(tens)
    assert not are_straight(tens[:4])
    assert not are_straight([*tens, record(6, (10, 10, 9, 10))])
    last = tens[-1]
    besides = {"tension-strength": 4, "sleep": 2}
    assert are_straight([*tens[:-1], replace(last, ratings={Rater.CLIENT: {**last.ratings[Rater.CLIENT], **besides}})])
