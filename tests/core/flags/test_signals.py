"""The flags of a course: the sessions they depend on, their order, and how long they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alliance_cli.core.course.course import Course, SessionRecord
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.flags.baseline import BaselineRule
from alliance_cli.core.flags.flag import Flag, FlagSettings
from alliance_cli.core.flags.rules import RULES
from alliance_cli.core.flags.signals import explanations, flags, one_per_kind_and_session, since_client_was_heard
from alliance_cli.core.ratings import SCALES, Rater

from ..rated import ANY_RATED, client_rated, course, record, srs

noticed = st.none() | st.sampled_from(["", "client", "clinician", "both"])
tension = st.dictionaries(st.sampled_from(Rater), st.booleans())


@st.composite
def courses(draw: st.DrawFn) -> Course:
    count = draw(st.integers(0, 12))
    return course(
        *(
            record(
                number,
                draw(ANY_RATED),
                draw(ANY_RATED),
                noticed_by=draw(noticed),
                component=draw(st.sampled_from(["", "goals", "tasks", "bond"])),
                tension=draw(tension),
                scores=draw(st.sampled_from([(), (srs(34),), (srs(20), srs(34))])),
            )
            for number in range(1, count + 1)
        )
    )


def shuffled(record: SessionRecord, random: Random) -> SessionRecord:
    def turn(mapping: Mapping[Any, Any]) -> dict[Any, Any]:
        return dict(random.sample(sorted(mapping.items()), len(mapping)))

    return replace(
        record,
        ratings=turn({rater: turn(dict(values)) for rater, values in record.ratings.items()}),
        tension=turn(dict(record.tension)),
        scores=tuple(random.sample(record.scores, len(record.scores))),
    )


@given(courses(), st.randoms(use_true_random=False))
def test_the_order_of_entry_makes_no_difference(entered: Course, random: Random) -> None:
    records = [shuffled(each, random) for each in entered.records]
    random.shuffle(records)
    assert flags(replace(entered, records=tuple(records))) == flags(entered)


@given(courses(), st.integers(0, 12))
def test_a_flag_depends_only_on_its_own_session_and_earlier_ones(whole: Course, upto: int) -> None:
    part = replace(whole, records=whole.records[:upto])
    ids = {record.session.id for record in part.records}
    assert flags(part) == tuple(flag for flag in flags(whole) if flag.session in ids)


@given(courses())
def test_every_flag_can_be_shown(found_in: Course) -> None:
    for flag in flags(found_in):
        check_shown(flag, found_in)


def test_a_raised_flag_can_be_shown() -> None:
    fell = client_rated([8, 8, 8, 8, 2])
    assert flags(fell)
    for flag in flags(fell):
        check_shown(flag, fell)


def check_shown(flag: Flag, found_in: Course) -> None:
    """Check that a flag has everything that views show."""
    assert flag.kind in {rule.kind for rule in RULES}
    assert flag.session in {record.session.id for record in found_in.records}
    assert flag.component in {"", *SCALES}
    assert flag.rater in {"", "client", "clinician", "both"}
    assert flag.says.endswith(".")
    assert flag.next.endswith(".")
    assert "rupture detected" not in flag.says
    assert "no rupture" not in flag.says


def test_a_calm_course_has_no_flags() -> None:
    assert flags(client_rated([8, 9, 8, (8, 9, 9, 8), 9, 8, 9])) == ()
    assert flags(course()) == ()


def test_flags_are_sorted_by_session_with_reports_before_formulas() -> None:
    found = flags(course(record(1, 9), record(2, 9), record(3, 4, tension={Rater.CLIENT: True}), record(4, 5)))
    assert [flag.session for flag in found] == sorted(flag.session for flag in found)
    order = list(dict.fromkeys(flag.kind for flag in found if flag.session == "s3"))
    assert order == ["tension-reported", "low-rating", "own-baseline"]


# --- own baseline


# --- tension


# --- low rating


# --- instruments


# --- two views


# --- feedback


# --- around them


def test_one_flag_can_represent_its_kind_and_session() -> None:
    found = flags(client_rated([9, 9, 3]))
    assert [(flag.kind, flag.component) for flag in one_per_kind_and_session(found)] == [
        ("low-rating", "understood"),
        ("own-baseline", ""),
    ]
    assert len(found) == 6


def test_every_rule_is_explained_with_its_current_threshold() -> None:
    explained = {each.kind: each for each in explanations()}
    assert list(explained) == [rule.kind for rule in RULES]
    assert all(each.rule and each.threshold and each.false_alarms and each.source for each in explained.values())
    assert "5 or lower" in explained["low-rating"].threshold
    assert "1.99 or more points" in explained["own-baseline"].threshold
    others = {each.kind: each for each in explanations(FlagSettings(BaselineRule(score=1.5), low=4))}
    assert "4 or lower" in others["low-rating"].threshold
    assert "1.5 or more points" in others["own-baseline"].threshold


def test_a_measured_rate_is_not_claimed_for_other_settings() -> None:
    assert not any("yours differ" in each.false_alarms for each in explanations())
    assert all("yours differ" in each.false_alarms for each in explanations(FlagSettings(low=4)))


@pytest.mark.parametrize("wrong", [{"low": 0}, {"low": 10}, {"apart": 0}, {"apart": 9.5}, {"gap": 0}])
def test_unusable_settings_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(WrongUse):
        replace(FlagSettings(), **wrong)


def test_flags_stay_in_view_until_the_client_is_heard_again() -> None:
    records = [record(1, 9), record(2, 4), record(3), record(4)]
    assert since_client_was_heard(records) == {"s2", "s3", "s4"}
    assert since_client_was_heard(records[2:]) == {"s4"}
    assert since_client_was_heard(records[:2]) == {"s2"}
    assert since_client_was_heard([]) == frozenset()
    spoke = record(3, tension={Rater.CLIENT: False})
    assert since_client_was_heard([*records[:2], spoke, records[3]]) == {"s3", "s4"}
