"""Several possible ruptures are settled together, all or none."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Alliance, made_once

NOTED = "strongest: Laughed\nruptures: [One, Two, Three]\n"


@made_once
def noted(alliance: Alliance) -> Alliance:
    """Moment 1 is strong; 2, 3 and 4 are open ruptures."""
    assert alliance("reflect", "J7", "--new", "--on", "2026-01-05", "--answers", "-", typed=NOTED).code == 0
    return alliance


def states(alliance: Alliance) -> list[str]:
    return [each["state"] for each in alliance("moments", "J7", "--json", "--notes").document["moments"]]


@pytest.mark.parametrize(
    ("arguments", "after"),
    [
        (("--resolve", "2,4"), ["", "repaired", "open", "repaired"]),
        (("--let-go", "2-4"), ["", "let go", "let go", "let go"]),
        (("--let-go", "3"), ["", "open", "let go", "open"]),
        (("--let-go", " 2, 3-4 ", "--yes"), ["", "let go", "let go", "let go"]),
    ],
)
def test_numbers_and_ranges_are_settled_together(noted: Alliance, arguments: tuple[str, ...], after: list[str]) -> None:
    ran = noted("moments", "J7", *arguments)
    assert ran.code == 0
    assert states(noted) == after
    assert "noted as" in ran.err
    assert "alliance moments J7 --resolve" in ran.err


def test_each_is_stored_as_a_repair_of_that_day(noted: Alliance) -> None:
    noted("moments", "J7", "--resolve", "2,3", "--on", "2026-01-06")
    repairs = [each["repair"] for each in noted("moments", "J7", "--json", "--notes").document["moments"]]
    assert [[(one["on"], one["finished"], one["steps"]) for one in each] for each in repairs] == [
        [],
        [("2026-01-06", True, {"outcome": "repaired"})],
        [("2026-01-06", True, {"outcome": "repaired"})],
        [],
    ]


@pytest.mark.parametrize(
    ("typed", "code", "says"),
    [
        ("2,9", 3, "J7 has no moment 9. Nothing was changed."),
        ("1-3", 2, "1 is a strong moment. Nothing was changed."),
        ("2,4", 2, "4 is repaired already. Nothing was changed."),
        ("4-2", 2, "Type numbers or ranges"),
        ("2,,3", 2, "Type numbers or ranges"),
        ("2,x", 2, "Type numbers or ranges"),
    ],
)
def test_one_invalid_moment_leaves_all_unchanged(noted: Alliance, typed: str, code: int, says: str) -> None:
    noted("moments", "J7", "--resolve", "4", typed="1\n")
    ran = noted("moments", "J7", "--let-go", typed)
    assert (ran.code, says in ran.err) == (code, True), ran.err
    assert states(noted) == ["", "open", "open", "repaired"]


def test_the_open_ones_among_them_are_named(noted: Alliance) -> None:
    assert "Open among them: 2,3,4." in noted("moments", "J7", "--resolve", "1-4").err


def test_no_moment_is_settled_before_it_happened(noted: Alliance) -> None:
    assert noted("moments", "J7", "--let-go", "2-4", "--on", "2026-01-04").code == 2
    assert states(noted) == ["", "open", "open", "open"]


@pytest.mark.parametrize(
    "wrong",
    [("--resolve", "2,3", "--answers", "-"), ("--resolve", "2", "--yes"), ("--let-go", "2", "--json"), ("--yes",)],
)
def test_an_option_without_effect_is_refused(noted: Alliance, wrong: tuple[str, ...]) -> None:
    assert noted("moments", "J7", *wrong).code == 2
