"""Moments: numbering, finding, filtering, and patterns."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from alliance_cli.core.course.course import Course, Session, SessionRecord
from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.course.moments import find_moment, list_moments, moment_filter, moment_pattern
from alliance_cli.core.course.session_admin import blocks_erasing, blocks_moving, blocks_redating
from alliance_cli.core.errors import NotFound, WrongUse
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.core.walk.repair import Settlement, settlement
from alliance_cli.core.walk.script import Phase
from tests.core.rated import FIRST, course

STRONG, RUPTURE = MomentKind.STRONG, MomentKind.RUPTURE


def day(number: int) -> date:
    return FIRST + timedelta(weeks=number)


def held(number: int, *moments: Moment) -> SessionRecord:
    return SessionRecord(Session(f"s{number}", "c1", day(number), number), moments=moments)


def strong(id_: str, session: int, component: str = "") -> Moment:
    return Moment(id_, f"s{session}", day(session), STRONG, component=component)


def rupture(id_: str, session: int, state: MomentState = MomentState.OPEN, resolved: int = 0) -> Moment:
    return Moment(
        id_, f"s{session}", day(session), RUPTURE, state=state, resolved_in=f"s{resolved}" if resolved else ""
    )


LIVED: Course = course(
    held(1, strong("aaaa-1", 1, "bond"), rupture("bbbb-1", 1, MomentState.REPAIRED, 3)),
    held(2, rupture("bbbb-2", 2), strong("aaaa-2", 2, "goals")),
    held(3, strong("cccc-3", 3, "bond"), rupture("dddd-3", 3, MomentState.REPAIRED, 3)),
)


def test_moments_are_numbered_by_date_and_have_their_session_number() -> None:
    listed = list_moments(LIVED)
    assert [(each.client, each.number, each.session, each.resolved, each.closed) for each in listed] == [
        ("J7", 1, 1, None, False),
        ("J7", 2, 1, 3, False),
        ("J7", 3, 2, None, False),
        ("J7", 4, 2, None, False),
        ("J7", 5, 3, None, False),
        ("J7", 6, 3, 3, False),
    ]
    closed = replace(LIVED, client=replace(LIVED.client, closed_on=day(4)))
    assert {each.closed for each in list_moments(closed)} == {True}


@pytest.mark.parametrize(
    ("typed", "id_"), [("1", "aaaa-1"), (" 6 ", "dddd-3"), ("cccc", "cccc-3"), ("BBBB-2", "bbbb-2")]
)
def test_a_moment_is_found_by_its_number_or_the_beginning_of_its_id(typed: str, id_: str) -> None:
    assert find_moment(LIVED, typed).moment.id == id_


@pytest.mark.parametrize("typed", ["0", "7", "ccc", "zzzz", ""])
def test_an_unknown_moment_raises_not_found(typed: str) -> None:
    with pytest.raises(NotFound, match=r"^J7 has no such moment"):
        find_moment(LIVED, typed)


def test_an_ambiguous_beginning_of_an_id_is_refused() -> None:
    with pytest.raises(WrongUse, match=r"^More than one moment"):
        find_moment(LIVED, "bbbb")


@pytest.mark.parametrize(
    ("words", "since", "numbers"),
    [
        ({}, None, [1, 2, 3, 4, 5, 6]),
        ({"kind": "Strong"}, None, [1, 4, 5]),
        ({"kind": "strong", "component": "bond"}, None, [1, 5]),
        ({"state": "repaired", "kind": None}, None, [2, 6]),
        ({}, day(2), [3, 4, 5, 6]),
        ({"state": "open"}, day(3), []),
    ],
)
def test_a_filter_selects_by_every_word_and_from_its_date_on(
    words: dict[str, str | None], since: date | None, numbers: list[int]
) -> None:
    chosen = moment_filter(words, since)
    assert [each.number for each in chosen.select(list_moments(LIVED))] == numbers
    assert chosen.is_all is (numbers == [1, 2, 3, 4, 5, 6])


def test_a_filter_refuses_other_words_and_lists_the_allowed_ones() -> None:
    with pytest.raises(WrongUse, match=r"^--noticed-by takes clinician, client or both\.$"):
        moment_filter({"noticed_by": "nobody"}, None)


def test_a_pattern_counts_strong_moments_repairs_and_skills_and_lists_open_ruptures() -> None:
    found = moment_pattern(list_moments(LIVED), {"s1": "metacommunication", "s2": "other", "s3": "metacommunication"})
    assert found.strong == (("bond", 2), ("goals", 1))
    assert [each.moment.id for each in found.oldest] == ["bbbb-2"]
    assert (found.repaired, found.sessions_to_repair) == (2, 1)
    assert found.by_skill == (("metacommunication", 2), ("other", 1))


def test_an_empty_pattern_is_empty_and_closed_clients_ruptures_are_not_listed() -> None:
    assert moment_pattern(()) == moment_pattern(list_moments(course()))
    closed = replace(LIVED, client=replace(LIVED.client, closed_on=day(4)))
    assert moment_pattern(list_moments(closed)).oldest == ()
    assert moment_pattern(()).sessions_to_repair is None


def test_five_open_ruptures_are_listed_oldest_first() -> None:
    many = list_moments(course(*(held(number, rupture(f"r{number}", number)) for number in range(1, 8))))
    assert [each.moment.id for each in moment_pattern(many[::-1]).oldest] == [
        "r1",
        "r2",
        "r3",
        "r4",
        "r5",
    ]


@pytest.mark.parametrize(("session", "erasing", "moving"), [(1, None, 2), (2, None, None), (3, 2, 2)])
def test_a_rupture_settled_in_another_session_blocks_moving(
    session: int, erasing: int | None, moving: int | None
) -> None:
    its = LIVED.records[session - 1].session
    blocks = (blocks_erasing(LIVED, its), blocks_moving(LIVED, its))
    assert tuple(each.number if each else None for each in blocks) == (erasing, moving)


@pytest.mark.parametrize(
    ("session", "on", "blocked"), [(3, day(1), None), (3, day(0), 2), (1, day(3), None), (1, day(4), 2)]
)
def test_a_session_cannot_be_redated_past_a_settled_rupture(session: int, on: date, blocked: int | None) -> None:
    found = blocks_redating(LIVED, LIVED.records[session - 1].session, on)
    assert (found.number if found else None) == blocked


def test_a_repair_of_the_same_day_moves_along_and_any_other_blocks_redating() -> None:
    def repaired(on: date) -> Course:
        repair = WalkRecord("w1", Phase.REPAIR, "repair", on, finished=True)
        return course(held(1, replace(rupture("r1", 1), repairs=(repair,))))

    session = repaired(day(1)).records[0].session
    assert blocks_redating(repaired(day(1)), session, day(5)) is None
    assert blocks_redating(repaired(day(2)), session, day(2)) is None
    assert blocks_redating(repaired(day(2)), session, day(3)) is not None


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, None),
        ({"outcome": "unsure"}, None),
        ({"outcome": "repaired", "plan": "ask"}, Settlement(MomentState.REPAIRED)),
        ({"outcome": "let-go"}, Settlement(MomentState.LET_GO)),
        ({"outcome": "still-open", "plan": "ask"}, Settlement(MomentState.OPEN, "ask")),
        ({"outcome": "still-open", "plan": None}, Settlement(MomentState.OPEN)),
    ],
)
def test_the_end_of_a_repair_settles_the_rupture(answers: dict[str, str | None], expected: Settlement | None) -> None:
    assert settlement(answers) == expected


def test_ruptures_that_were_let_go_can_be_selected() -> None:
    moments = list_moments(course(held(1, rupture("r1", 1, MomentState.LET_GO, 1), rupture("r2", 1))))
    for typed in ("let-go", "let go", " Let Go "):
        assert [each.moment.id for each in moment_filter({"state": typed}, None).select(moments)] == ["r1"]
