"""Each rule raises its flag at the right session, with its numbers, a plain sentence and a next step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alliance_cli.core.course.course import Course
from alliance_cli.core.flags.baseline import BaselineRule
from alliance_cli.core.flags.flag import FlagSettings
from alliance_cli.core.flags.next_steps import ACKNOWLEDGE, INVITE
from alliance_cli.core.flags.signals import flags
from alliance_cli.core.instruments.scoring import score
from alliance_cli.core.ratings import SCALES, Rater
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.script import Phase

from ..rated import ANY_RATED, Rated, client_rated, course, kinds, of, record, srs
from ..shipped import shipped


def test_a_drop_of_the_mean_is_flagged_with_the_expected_mean_and_the_lowered_scales() -> None:
    found = of("own-baseline", flags(client_rated([9, 9, (9, 9, 2, 4)])))
    mean, tasks, bond = found
    assert (mean.session, mean.component, mean.rater) == ("s3", "", "client")
    assert (mean.value, mean.expected) == (6.0, 8.8)
    assert mean.says == (
        "Lower than usual for this client: mean rating 6; about 8.8 was expected from earlier sessions. "
        "Lower on their own: tasks and bond."
    )
    assert [(flag.component, flag.value, flag.expected) for flag in (tasks, bond)] == [
        ("tasks", 2, 8.8),
        ("bond", 4, 8.8),
    ]
    assert tasks.says.startswith("Lower than usual for this client: tasks 2; about 8.8 was expected")
    assert "mid-point" in tasks.next


def test_a_single_very_low_rating_is_flagged_even_if_the_mean_is_not() -> None:
    found = of("own-baseline", flags(client_rated([9, 9, 9, 9, 9, 9, (10, 10, 6, 10)])))
    assert [(flag.component, flag.value) for flag in found] == [("tasks", 6)]


def test_a_single_rating_needs_a_higher_score_than_one_beside_a_flagged_mean() -> None:
    assert of("own-baseline", flags(client_rated([9, 9, 9, (9, 9, 7, 9)]))) == []
    beside = flags(client_rated([9, 9, 9, (7, 7, 7, 7)]))
    assert [flag.component for flag in of("own-baseline", beside)] == ["", *SCALES]


def test_a_drop_from_the_ceiling_is_flagged_but_a_quarter_point_is_not() -> None:
    assert [flag.session for flag in flags(client_rated([10] * 4 + [2])) if not flag.component] == ["s5"]
    assert flags(client_rated([10, 10, 10, 10, 10, (10, 10, 10, 9)])) == ()


def test_a_new_lower_level_is_named_as_such() -> None:
    found = of("own-baseline", flags(client_rated([9, 9, 9, 9, 6, 6, 6, 6, 6])))
    means = {flag.session: flag.says for flag in found if not flag.component}
    assert sorted(means) == ["s5", "s6", "s7", "s8"]
    assert [session for session, says in means.items() if "new, lower level" in says] == ["s8"]


def test_the_clinicians_ratings_have_no_own_baseline() -> None:
    assert of("own-baseline", flags(course(*(record(n, None, 9 if n < 6 else 2) for n in range(1, 8))))) == []


@given(st.lists(ANY_RATED, max_size=12), st.integers(0, 12))
def test_a_session_without_a_rating_changes_no_later_own_baseline_flag(given_: list[Rated], at: int) -> None:
    at = min(at, len(given_))
    with_gap = client_rated([*given_[:at], None, *given_[at:]])

    def numbers(found: Course) -> list[tuple[str, float | None, float | None]]:
        return [(f.component, f.value, f.expected) for f in of("own-baseline", flags(found))]

    assert numbers(with_gap) == numbers(client_rated(given_))


def test_the_strictness_of_the_rule_is_a_setting() -> None:
    mild = client_rated([9, 8, 9, 8, 9, 7])
    assert of("own-baseline", flags(mild)) == []
    eager = FlagSettings(baseline=BaselineRule(score=1.5))
    assert [flag.session for flag in of("own-baseline", flags(mild, eager)) if not flag.component] == ["s6"]


@pytest.mark.parametrize(
    ("noticed_by", "answers", "who"),
    [
        ("client", {}, "client"),
        ("clinician", {}, "clinician"),
        ("both", {}, "both"),
        ("", {}, "clinician"),
        ("clinician", {Rater.CLIENT: True}, "both"),
        ("client", {Rater.CLINICIAN: False}, "client"),
        (None, {Rater.CLIENT: True}, "client"),
        (None, {Rater.CLINICIAN: True, Rater.CLIENT: False}, "clinician"),
        (None, {Rater.CLINICIAN: True, Rater.CLIENT: True}, "both"),
        ("clinician", {Rater.CLINICIAN: False, Rater.CLIENT: False}, "clinician"),
    ],
)
def test_reported_tension_is_flagged_with_who_noticed(
    noticed_by: str | None, answers: dict[Rater, bool], who: str
) -> None:
    (flag,) = flags(course(record(1, 9, noticed_by=noticed_by, tension=answers)))
    assert (flag.kind, flag.rater) == ("tension-reported", who)


def test_a_strong_moment_is_not_flagged_as_tension() -> None:
    kept = record(1, 9, noticed_by="client")
    strong = tuple(replace(moment, kind=MomentKind.STRONG) for moment in kept.moments)
    assert flags(course(replace(kept, moments=strong))) == ()


def test_tension_that_was_denied_or_not_asked_about_is_not_flagged() -> None:
    assert flags(course(record(1, 9, tension={Rater.CLIENT: False}), record(2, 9))) == ()


def test_the_next_step_depends_on_who_noticed() -> None:
    found = flags(course(*(record(n, 9, noticed_by=who) for n, who in enumerate(("client", "clinician", "both")))))
    assert [flag.next for flag in found] == [INVITE, ACKNOWLEDGE, INVITE]
    assert len({flag.says for flag in found}) == 3


def test_the_flag_of_a_reported_rupture_has_its_component() -> None:
    kept = record(1, 9, noticed_by="client", component="goals")
    (flag,) = flags(course(kept))
    assert flag.component == "goals"
    about_tasks = replace(kept.moments[0], component="tasks")
    (both,) = flags(course(replace(kept, moments=(*kept.moments, about_tasks))))
    assert both.component == ""


def test_ratings_after_tension_raise_no_flag() -> None:
    after = {"tension-strength": 10, "tension-resolved": 1}
    records = [record(number, 9, 9) for number in range(1, 7)]
    tense = [replace(each, ratings={rater: {**of, **after} for rater, of in each.ratings.items()}) for each in records]
    assert flags(course(*records[:5], tense[5])) == ()


def test_a_low_rating_is_flagged_from_the_first_session_on() -> None:
    (flag,) = flags(client_rated([(8, 9, 5, 8)]))
    assert (flag.kind, flag.component, flag.value, flag.expected) == ("low-rating", "tasks", 5, 5)
    assert flag.says == "The client rated tasks 5."


def test_several_low_ratings_give_one_flag_that_names_the_lowest_first() -> None:
    (flag,) = flags(client_rated([(5, 9, 4, 3)]))
    assert (flag.component, flag.value) == ("bond", 3)
    assert flag.says == "The client rated feeling understood 5, tasks 4 and bond 3."


def test_a_six_is_not_low_unless_set_so_and_the_clinicians_own_rating_never_is() -> None:
    assert flags(course(record(1, 6, 5))) == ()
    assert kinds(flags(course(record(1, 6, 5)), FlagSettings(low=6))) == {"low-rating"}


def lows(*given: Rated) -> list[tuple[str, float | None]]:
    return [(flag.session, flag.value) for flag in of("low-rating", flags(client_rated(given)))]


def test_a_client_who_stays_low_is_flagged_once() -> None:
    assert lows(5, 5, 5, 5, 5) == [("s1", 5)]


def test_a_rating_below_the_last_flagged_one_is_flagged_again() -> None:
    assert lows(5, 4, 5, 4, 3) == [("s1", 5), ("s2", 4), ("s5", 3)]


def test_a_rating_that_recovered_and_fell_again_is_flagged_again() -> None:
    assert lows(5, 4, 6, 5) == [("s1", 5), ("s2", 4), ("s4", 5)]


def test_a_session_without_that_rating_changes_nothing() -> None:
    assert lows(5, None, (8, 8, None, 8), (8, 8, 5, 8)) == [("s1", 5)]


def test_each_scale_is_tracked_separately_and_only_new_lows_are_named() -> None:
    found = of("low-rating", flags(client_rated([(8, 8, 5, 8), (8, 8, 3, 5), (8, 8, 3, 4)])))
    assert [flag.says for flag in found] == [
        "The client rated tasks 5.",
        "The client rated tasks 3 and bond 5.",
        "The client rated bond 4.",
    ]


def test_a_score_below_its_cut_off_is_flagged_with_both_numbers() -> None:
    (flag,) = flags(course(record(1, 9, scores=(srs(34),))))
    assert (flag.kind, flag.instrument, flag.rater) == ("below-cut-off", "srs", "client")
    assert (flag.value, flag.expected) == (34, 36)
    assert flag.says == "Session Rating Scale by the client: 34, below 36."


def test_a_score_at_its_cut_off_or_a_partial_score_is_not_flagged() -> None:
    assert flags(course(record(1, 9, scores=(srs(36), srs(4, answered=3))))) == ()


@pytest.mark.parametrize(("client", "clinician", "apart"), [(9, 7, True), (7, 9, True), (9, 8, False)])
def test_views_two_points_apart_are_flagged_either_way(client: int, clinician: int, apart: bool) -> None:
    found = flags(course(record(1, client, clinician)))
    assert [(flag.kind, flag.value, flag.expected) for flag in found] == (
        [("views-apart", clinician, client)] if apart else []
    )


def test_views_are_compared_over_the_ratings_that_both_gave() -> None:
    assert flags(course(record(1, (10, 10, 10, 7), (None, None, None, 7)))) == ()
    assert flags(course(record(1, (10, None, None, None), (None, None, None, 6)))) == ()


def test_the_difference_that_counts_as_apart_is_a_setting() -> None:
    assert kinds(flags(course(record(1, 9, 8)), FlagSettings(apart=1))) == {"views-apart"}


def test_the_third_session_without_client_ratings_and_each_later_one_are_flagged() -> None:
    found = flags(course(record(1, 9), *(record(n, None, 8) for n in range(2, 7)), record(7, 9)))
    assert [(flag.kind, flag.session, flag.value) for flag in found] == [
        ("feedback-not-asked-for", "s4", 3),
        ("feedback-not-asked-for", "s5", 4),
        ("feedback-not-asked-for", "s6", 5),
    ]


def test_an_instrument_filled_in_by_the_client_is_feedback() -> None:
    clinicians = score(shipped("haq-ii"), Rater.CLINICIAN, dict.fromkeys(range(1, 20), 4))
    assert flags(course(record(1), record(2), record(3, scores=(srs(38),)), record(4), record(5))) == ()
    unheard = flags(course(record(1), record(2), record(3, scores=(clinicians,))))
    assert kinds(unheard) == {"feedback-not-asked-for"}
    unseen = replace(record(3), held_back=True)
    assert flags(course(record(1), record(2), unseen, record(4), record(5))) == ()


def test_a_mean_of_some_ratings_is_compared_only_with_the_same_earlier_ones() -> None:
    never_rated_before = client_rated([(8, 8, None, None), (8, 9, None, None), (None, None, None, 5)])
    assert of("own-baseline", flags(never_rated_before)) == []
    lower_by_half = client_rated([(9, 9, 9, 9), (9, 9, 8, 8), (9, 8, 9, 9), (None, None, 4, 4)])
    (mean,) = (flag for flag in of("own-baseline", flags(lower_by_half)) if not flag.component)
    assert (mean.session, mean.value) == ("s4", 4)
    assert "This covers only tasks and bond." in mean.says


def test_an_unasked_question_is_not_reported_as_denied() -> None:
    noted = course(record(1, noticed_by="clinician"))
    denied = course(record(1, noticed_by="clinician", tension={Rater.CLIENT: False}))
    reported = course(record(1, tension={Rater.CLIENT: True}))
    said = [of("tension-reported", flags(each))[0].says for each in (noted, denied, reported)]
    assert said == [
        "Tension noticed by you; the client was not asked.",
        "Tension noticed by you; the client reported none.",
        "Tension noticed by the client.",
    ]


@pytest.mark.parametrize("phases", [{}, {Phase.POST_SESSION: "unfinished"}, {Phase.POST_SESSION: "finished"}])
def test_a_clinician_without_an_answer_is_not_reported_as_denying_tension(phases: dict[Phase, str]) -> None:
    told = replace(record(1, tension={Rater.CLIENT: True}), phases=phases)
    denied = replace(told, tension={Rater.CLIENT: True, Rater.CLINICIAN: False})
    says = [of("tension-reported", flags(course(each)))[0].says for each in (told, denied)]
    assert says == ["Tension noticed by the client.", "Tension noticed by the client, not by you."]
