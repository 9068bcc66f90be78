"""The goals command: a client's goals and the progress towards them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Alliance, made_once

RARE = "wolkenbruchglas"
GOALS = f"Sleep through the {RARE}\nCall my [sister]\n\n"


@made_once
def agreed(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    assert alliance("goals", "J7", "--add", "--on", "2026-11-01", typed=GOALS).code == 0


def goals(alliance: Alliance, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = alliance("goals", "J7", "--json", *words).document["goals"]
    return found


def test_goals_are_asked_for_until_an_empty_line_and_listed_with_words_on_request(agreed: Alliance) -> None:
    assert [(each["number"], each["words"], each["set_on"]) for each in goals(agreed, "--notes")] == [
        (1, f"Sleep through the {RARE}", "2026-11-01"),
        (2, "Call my [sister]", "2026-11-01"),
    ]
    assert [each["words"] for each in goals(agreed)] == ["", ""]
    assert RARE not in agreed("goals", "J7").out
    assert "Call my [sister]" in agreed("goals", "J7", "--notes").out


def test_progress_is_asked_for_each_goal_and_can_be_corrected_the_same_day(agreed: Alliance) -> None:
    ran = agreed("goals", "J7", "--rate", "--on", "2026-11-08", typed="11\n3\n\n")
    assert ran.code == 2
    ran = agreed("goals", "J7", "--rate", "--on", "2026-11-08", typed="3\n0\n")
    assert ran.code == 0
    assert "Call my [sister]" in ran.err
    agreed("goals", "J7", "--rate", "--on", "2026-11-08", typed="4\n\n")
    assert [each["progress"] for each in goals(agreed)] == [
        [{"on": "2026-11-08", "value": 4}],
        [{"on": "2026-11-08", "value": 0}],
    ]


def test_progress_typed_in_one_line_follows_the_order_of_the_list(agreed: Alliance) -> None:
    ran = agreed("goals", "J7", "--values", "10,-", "--on", "2026-11-08")
    assert "1  set on 2026-11-01: 10, last on 2026-11-08" in ran.out
    assert "2  set on 2026-11-01: not rated yet" in ran.out
    for wrong in ("10", "10,11", "10,x", "1,2,3"):
        refused = agreed("goals", "J7", "--values", wrong)
        assert (refused.code, refused.out) == (2, "")


def test_a_retired_goal_keeps_its_number_and_is_not_asked_about_until_resumed(agreed: Alliance) -> None:
    agreed("goals", "J7", "--retire", "1", "--on", "2026-11-15")
    assert agreed("goals", "J7", "--retire", "1").code == 2
    assert agreed("goals", "J7", "--values", "7").code == 0
    assert [(each["number"], each["retired_on"], len(each["progress"])) for each in goals(agreed)] == [  # type: ignore[arg-type]
        (1, "2026-11-15", 0),
        (2, "", 1),
    ]
    assert "alliance goals J7 --take-up 1" in agreed("goals", "J7", "--retire", "1").err
    assert agreed("goals", "J7", "--take-up", "1").code == 0
    assert goals(agreed)[0]["retired_on"] == ""


def test_a_goal_can_be_reworded_or_erased(agreed: Alliance, home: Path) -> None:
    agreed("goals", "J7", "--edit", "1", typed="Sleep\n")
    assert goals(agreed, "--notes")[0]["words"] == "Sleep"
    assert agreed("goals", "J7", "--edit", "1", typed="\n").err.endswith("The goal stays as it is.\n")
    assert agreed("goals", "J7", "--erase", "1", typed="\n").err.endswith("Nothing was erased.\n")
    assert agreed("goals", "J7", "--erase", "1", "--yes").code == 0
    assert [each["words"] for each in goals(agreed, "--notes")] == ["Call my [sister]"]


def test_the_card_shows_current_goals_with_words_beside_a_low_goals_rating(agreed: Alliance) -> None:
    agreed("goals", "J7", "--values", "3,0", "--on", "2026-11-02")
    agreed("goals", "J7", "--values", "5,-", "--on", "2026-11-09")
    agreed("goals", "J7", "--retire", "2", "--on", "2026-11-10")
    agreed("rate", "J7", "--goals", "3", "--bond", "9", "--on", "2026-11-09")
    card = agreed("prep", "J7", "--card", "--on", "2026-11-16").out
    assert f"Sleep through the {RARE} (5 of 10, before 3)" in card
    assert f"The goals in the client's words: Sleep through the {RARE}" in card
    assert "sister" not in card
    document = agreed("prep", "J7", "--card", "--json", "--notes", "--on", "2026-11-16").document
    assert [each["number"] for each in document["goals"]] == [1]
    plain = agreed("prep", "J7", "--card", "--json", "--on", "2026-11-16")
    assert RARE not in plain.out
    assert plain.document["goals"][0]["progress"][-1] == {"on": "2026-11-09", "value": 5}


def test_the_words_are_searchable_and_exported_only_with_notes(agreed: Alliance, tmp_path: Path) -> None:
    agreed("goals", "J7", "--values", "3,0", "--on", "2026-11-02")
    (found,) = agreed("find", RARE, "--json").document["found"]
    assert (found["client"], found["on"], found["table"]) == ("J7", "2026-11-01", "goal_words")
    for name, words, there in (
        ("m.md", ("--class", "measures"), False),
        ("r.md", ("--for-record",), False),
        ("n.md", ("--class", "measures", "--class", "notes", "--confirm", "notes"), True),
        ("d.md", ("--class", "measures", "--class", "notes", "--deidentified", "--confirm", "notes"), True),
    ):
        assert agreed("export", str(tmp_path / name), *words).code == 0
        text = (tmp_path / name).read_text()
        assert (RARE in text) is there
        assert ("Progress from 0 to 10" in text) is True
    assert "2026-11-02" in (tmp_path / "m.md").read_text()
    assert "2026" not in (tmp_path / "d.md").read_text()


@pytest.mark.parametrize(
    "words",
    [("--add", "--rate"), ("--on", "2026-11-01"), ("--retire", "1", "--yes"), ("--edit", "1", "--notes")],
)
def test_options_that_conflict_are_refused(agreed: Alliance, words: tuple[str, ...]) -> None:
    assert agreed("goals", "J7", *words).code == 2


def test_without_goals_the_command_to_add_one_is_named(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    assert "No goal of J7 is kept yet." in alliance("goals", "J7").out
    ran = alliance("goals", "J7", "--rate")
    assert (ran.code, "alliance goals J7 --add" in ran.err) == (3, True)
