"""A day in order: the progress of each session, the next step, and other due items."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alliance_cli.core.action import Action, ActionKind, session_action
from alliance_cli.core.caseload.day import DaySession, PhaseWalk, day_of, expected
from alliance_cli.core.caseload.due import DueItem, Urgency
from alliance_cli.core.walk.script import Phase

PRE, IN, POST = Phase.PRE_SESSION, Phase.IN_SESSION, Phase.POST_SESSION
TODAY = date(2026, 11, 23)
EARLIER = date(2026, 11, 16)


def walked(client: str, *walks: tuple[Phase, bool]) -> DaySession:
    return DaySession(client, tuple(PhaseWalk(phase, phase, finished) for phase, finished in walks))


def rupture(client: str, on: date = EARLIER) -> DueItem:
    return DueItem(client, Urgency.OPEN_RUPTURE, on, session_action(client, PRE, None))


@pytest.mark.parametrize(
    ("walks", "follows"),
    [
        ((), PRE),
        (((PRE, False),), PRE),
        (((PRE, True),), IN),
        (((IN, True),), POST),
        (((PRE, False), (IN, True)), POST),
        (((IN, True), (IN, False)), IN),
        (((PRE, True), (IN, True), (POST, False)), POST),
        (((IN, False), (POST, True)), None),
    ],
)
def test_the_next_step_is_an_unfinished_walk_or_the_phase_after_the_latest(
    walks: tuple[tuple[Phase, bool], ...], follows: Phase | None
) -> None:
    found = walked("J7", *walks).next
    assert (found.phase if found else None) is follows


def test_unfinished_walks_come_first_then_sessions_by_progress_and_finished_ones_last() -> None:
    sessions = (
        walked("done", (POST, True)),
        walked("new"),
        walked("prepared", (PRE, True)),
        walked("held", (IN, True)),
        walked("begun", (PRE, False)),
        walked("running", (IN, False)),
    )
    day = day_of(TODAY, sessions, [], {})
    assert [each.client for each in day.sessions] == ["running", "begun", "held", "prepared", "new", "done"]
    assert [(each.client, each.kind) for each in day.rows] == [
        ("running", ActionKind.HOLD_SESSION),
        ("begun", ActionKind.PREPARE),
        ("held", ActionKind.REFLECT),
        ("prepared", ActionKind.HOLD_SESSION),
        ("new", ActionKind.PREPARE),
    ]


def test_an_unfinished_script_is_resumed() -> None:
    own = DaySession("J7", (PhaseWalk(IN, "group", finished=False),))
    assert day_of(TODAY, [own], [], {}).rows == (Action(ActionKind.HOLD_SESSION, "J7", TODAY, "group"),)
    assert session_action("J7", IN, TODAY, IN) == Action(ActionKind.HOLD_SESSION, "J7", TODAY)


def test_a_skipped_walk_that_stored_nothing_is_not_offered_again() -> None:
    day = day_of(TODAY, [walked("J7")], [], {"J7": IN})
    assert day.rows == (session_action("J7", IN, TODAY),)
    assert day.next_of("J7") == session_action("J7", IN, TODAY)
    assert day.next_of("K9") == session_action("K9", PRE, TODAY)


def test_due_items_are_listed_with_the_days_session_or_below() -> None:
    unfinished = DueItem("J7", Urgency.UNFINISHED, TODAY, session_action("J7", PRE, TODAY), PRE)
    reflect = DueItem("J7", Urgency.NOT_REFLECTED, EARLIER, session_action("J7", POST, EARLIER), POST)
    noted_today = DueItem("J7", Urgency.OPEN_RUPTURE, TODAY, Action(ActionKind.LIST_MOMENTS, "J7"))
    due = [unfinished, reflect, rupture("J7"), noted_today, rupture("K9")]
    day = day_of(TODAY, [walked("J7", (PRE, False))], due, {})
    assert [each.first for each in day.sessions[0].waits] == [rupture("J7")]
    assert [each.first for each in day.waiting] == [reflect, rupture("K9"), noted_today]


def test_clients_seen_one_or_two_weeks_ago_are_expected() -> None:
    last = {f"{days}d": TODAY - timedelta(days=days) for days in (14, 7, 8, 21, 0)}
    found = expected(last, TODAY)
    assert [each.client for each in found] == ["7d", "14d"]
    assert [each.last_on for each in found] == [last["7d"], last["14d"]]
