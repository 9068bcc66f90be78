"""The background below the carry-over card stays short at any width."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance_cli.content.folders import in_order, languages, shipped_folder
from alliance_cli.content.store import Library
from alliance_cli.core.course.carry_over import Background
from alliance_cli.line.views.preparation import background_view

from .drawing import drawn

SHIPPED = shipped_folder()
WORDING = "Something seems to have changed between us [just now]. I may have had a hand in it. How is it for you?"
SKILL = Background("J7", skill="Talking about the two of you", wording=WORDING)


def lines(background: Background, width: int) -> list[str]:
    return drawn(background_view(background), width).splitlines()


@pytest.mark.parametrize("width", [80, 100])
def test_the_skill_stands_with_its_whole_wording_on_two_lines(width: int) -> None:
    blank, *shown = lines(SKILL, width)
    assert (blank, len(shown)) == ("", 2)
    assert " ".join(shown) == f'Practising: Talking about the two of you  "{WORDING}"'


@pytest.mark.parametrize("width", [30, 60])
def test_what_does_not_fit_ends_in_an_ellipsis(width: int) -> None:
    _, first, second = lines(SKILL, width)
    assert first.startswith("Practising: Talking about")
    assert second.endswith("…")
    assert max(len(first), len(second)) <= width


def test_a_skill_without_wording_is_one_line() -> None:
    assert lines(Background("J7", skill="the pause"), 60) == ["", "Practising: the pause"]


def test_wording_over_several_lines_runs_on() -> None:
    assert lines(Background("J7", skill="x", wording="One\n\ntwo"), 60) == ["", 'Practising: x  "One two"']


@pytest.mark.parametrize("language", sorted(languages([SHIPPED])))
def test_the_wording_that_ships_is_whole_on_two_lines(language: str) -> None:
    for card in Library(in_order(Path("/nowhere"), SHIPPED, language)).find("skills").cards:
        shown = lines(Background("J7", skill=card.title, wording=card.say), 80)
        assert len(shown) <= 3
        assert shown[-1].endswith(f'{card.say[-10:]}"')
