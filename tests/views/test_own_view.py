"""How self-care check-ins look, and the hint below what is due."""

from __future__ import annotations

from datetime import date, timedelta

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.caseload.due import DueItem, Urgency
from alliance_cli.core.own.self_care import CheckIn, SelfCareHint, self_care_hint
from alliance_cli.core.settings.sections import SelfCareSettings
from alliance_cli.views.due import due_view
from alliance_cli.views.own.self_care import self_care_view

from .drawing import drawn

FIRST = date(2026, 10, 1)
USUAL = SelfCareSettings()
LABELS = {"people": "people I like", "sleep": "sleep"}


def check_ins(count: int) -> list[CheckIn]:
    return [
        CheckIn(
            FIRST + timedelta(days=2 * n),
            {"energy": 8 - 2 * (n % 4), "presence": 7 - n % 4, **({"load": 3 + n % 7} if n % 5 else {})},
            line=f"Day {n}, [quiet]" if n % 3 == 0 else "",
            restores=("people", "sleep") if n % 2 else ("people",),
            restores_too="the garden" if n == 4 else "",
        )
        for n in range(count)
    ]


AT_100 = """\
6 check-ins · 01 Oct 2026 to 11 Oct 2026

          course  last
energy    ▆▅▃▂▆▅     6
presence  ▆▅▄▃▆▅     6
load      ·▃▄▅▆·     7
load: a high number means a heavy load
Low: 1 of 6.

Restored you most often
    people I like 6  sleep 3

What you wrote
    2026-10-01  Day 0, [quiet]
    2026-10-07  Day 3, [quiet]
    2026-10-09  Restored by: the garden"""


def shown(count: int, width: int, *, unicode: bool = True, all_: bool = False) -> list[str]:
    view = self_care_view(check_ins(count), USUAL, LABELS, unicode=unicode, all_=all_)
    return drawn(view, width).splitlines()


def test_each_rating_has_one_line() -> None:
    assert shown(6, 100) == AT_100.splitlines()
    assert shown(6, 60) == AT_100.splitlines()


def test_a_narrow_screen_shows_fewer_check_ins_and_cuts_nothing() -> None:
    wide, narrow = shown(50, 100), shown(50, 40)
    drawn_lines = [line.split()[1] for line in (*wide, *narrow) if line.startswith("energy")]
    assert [len(each) for each in drawn_lines] == [40, 16]
    assert max(map(len, narrow)) <= 40
    assert "…" not in "\n".join(narrow)


def test_recent_texts_are_shown_and_all_texts_on_request() -> None:
    assert "What you wrote, the latest 5 of 8; all with --all" in shown(20, 100)
    assert sum("Day" in line for line in shown(20, 100, all_=True)) == 7


def test_without_unicode_ratings_are_numbers() -> None:
    assert shown(6, 100, unicode=False)[5].split() == ["load", ".4567.", "7"]


def test_without_check_ins_the_view_says_how_to_begin() -> None:
    assert shown(0, 100) == ["No check-in yet. One minute, for yourself alone: alliance selfcare"]


WORD = SelfCareHint(
    "3 low check-ins in a row; go gently:", (Action(ActionKind.LEARN, target="self-care"), Action(ActionKind.CHECK_IN))
)
DUE = [DueItem("J7", Urgency.OPEN_RUPTURE, FIRST, Action(ActionKind.PREPARE, "J7"))]


def test_the_self_care_hint_is_one_line_below_the_due_list() -> None:
    lines = drawn(due_view(DUE, WORD), 100).splitlines()
    assert lines[1].startswith("J7")
    assert lines[2:] == ["", "3 low check-ins in a row; go gently: alliance learn self-care, alliance selfcare"]


def test_on_a_narrow_screen_the_hints_commands_stay_whole() -> None:
    lines = drawn(due_view([], WORD), 40).splitlines()
    assert lines[-3:] == ["3 low check-ins in a row; go gently:", "  alliance learn self-care", "  alliance selfcare"]


def test_without_a_reason_there_is_no_hint() -> None:
    assert self_care_hint(check_ins(6), USUAL) is None
    assert drawn(due_view(DUE, None), 100) == drawn(due_view(DUE), 100)
