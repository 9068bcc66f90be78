"""Bias and tracking: how far the clinician's ratings are from the client's, and whether they rise together."""

from __future__ import annotations

from random import Random

import pytest

from alliance_cli.core.course.course import Course
from alliance_cli.core.voices.tracking import FROM_SESSIONS, Congruence, caseload_congruence, congruence

from ..rated import course, record


def rated(client: list[int], clinician: list[int]) -> Course:
    pairs = enumerate(zip(client, clinician, strict=True), start=1)
    return course(*(record(number, theirs, mine) for number, (theirs, mine) in pairs))


def found(client: list[int], clinician: list[int]) -> Congruence:
    made = congruence(rated(client, clinician))
    assert made
    return made


def test_bias_is_the_mean_difference_over_shared_ratings() -> None:
    whole = course(record(1, 8, 7), record(2, (6, 6, None, None), (9, 8, 1, 1)), record(3, 8), record(4, None, 9))
    made = congruence(whole)
    assert made
    assert (made.bias, made.sessions) == (0.75, 2)
    assert congruence(course(record(1, 8), record(2, None, 8))) is None


def test_tracking_agrees_with_scipy() -> None:
    from scipy import stats  # imported here, since loading it takes a second

    rng = Random(3)
    for count in (8, 12, 40):
        client = [rng.randint(4, 10) for _ in range(count)]
        clinician = [max(1, min(10, value + rng.randint(-2, 2))) for value in client]
        tracking, reference = found(client, clinician).tracking, stats.pearsonr(clinician, client)
        interval = reference.confidence_interval(0.95)
        assert tracking
        assert (tracking.correlation, tracking.low, tracking.high) == pytest.approx(
            (reference.statistic, interval.low, interval.high), abs=1e-6
        )


def test_too_few_sessions_or_constant_ratings_give_no_tracking() -> None:
    few = list(range(1, FROM_SESSIONS))
    assert found(few, few).tracking is None
    enough = [*few, 10]
    assert found(enough, [8] * len(enough)).tracking is None
    assert found([8] * len(enough), enough).tracking is None
    assert found(enough, enough).tracking


def test_bias_and_tracking_are_independent() -> None:
    """Ratings that are two points lower but move together track as well as equal ones."""
    client = [6, 7, 8, 9, 10, 9, 8, 7]
    lower = found(client, [value - 2 for value in client])
    assert lower.bias == -2
    assert lower.tracking
    assert lower.tracking.correlation == pytest.approx(1)
    assert lower.tracking.low <= lower.tracking.high <= 1


def test_caseload_bias_weighs_clients_equally_and_tracking_by_sessions() -> None:
    rng = Random(5)
    courses = []
    for count in (8, 30):
        client = [rng.randint(4, 10) for _ in range(count)]
        courses.append(found(client, [max(1, value - rng.randint(0, 3)) for value in client]))
    short = found([8, 9], [7, 7])
    over = caseload_congruence([*courses, short])
    assert over
    assert over.tracking
    assert over.bias == pytest.approx((courses[0].bias + courses[1].bias + short.bias) / 3)
    assert (over.clients, over.tracking.clients, over.tracking.sessions) == (3, 2, 38)
    singly = [each.tracking for each in courses if each.tracking]
    lower, upper = sorted(each.correlation for each in singly)
    assert lower < over.tracking.correlation < upper
    assert over.tracking.high - over.tracking.low < max(each.high - each.low for each in singly)
    assert caseload_congruence([]) is None
    assert over.says.startswith("Over 38 sessions with 2 clients, your ratings tend to rise and fall with theirs (")
    alone = caseload_congruence([courses[1], short])
    assert alone
    assert alone.says.startswith("Over 30 sessions with 1 client, your ratings tend to rise and fall with theirs (")


@pytest.mark.parametrize(
    ("clinician", "said"),
    [
        ([6, 7, 8, 9, 10, 9, 8, 7, 6, 7], "rise and fall with the client's (correlation 1.00, 95% interval "),
        ([10, 9, 8, 7, 6, 7, 8, 9, 10, 9], "rise where the client's fall"),
        ([8, 7, 8, 7, 8, 7, 8, 7, 8, 7], "not clear yet"),
    ],
)
def test_tracking_is_worded_cautiously(clinician: list[int], said: str) -> None:
    assert said in found([6, 7, 8, 9, 10, 9, 8, 7, 6, 7], clinician).says


def test_missing_sessions_are_counted_for_the_client_with_the_most() -> None:
    short, shorter = found([8, 9, 7], [7, 7, 6]), found([8], [7])
    assert (short.missing, short.says.endswith("with the client's: 5 more.")) == (5, True)
    over = caseload_congruence([shorter, short])
    assert over
    assert (over.missing, over.says.endswith("with your clients': at least 5 more.")) == (5, True)
    many = caseload_congruence([short] * 3)
    assert many
    assert many.tracking is None, "nine sessions, but no client with eight"


def test_constant_ratings_are_reported() -> None:
    steady = found([8] * FROM_SESSIONS, [7] * FROM_SESSIONS)
    assert (steady.missing, steady.tracking) == (0, None)
    assert "Nothing can be said" in steady.says
