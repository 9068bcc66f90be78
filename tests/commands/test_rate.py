"""alliance rate: the quick ratings outside a walk."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Alliance


@pytest.fixture(autouse=True)
def client(alliance: Alliance) -> None:
    assert alliance("client", "add", "J7").code == 0


def ratings(alliance: Alliance, place: int = -1) -> dict[str, dict[str, int]]:
    sessions = alliance("history", "J7", "--json").document["sessions"]
    return dict(sessions[place]["ratings"])


def test_ratings_by_option_make_the_session_they_belong_to(alliance: Alliance) -> None:
    ran = alliance("rate", "J7", "--bond", "9", "--goals", "8", "--on", "2026-01-05", "--json")
    assert ran.document == {
        "client": "J7",
        "on": "2026-01-05",
        "rater": "client",
        "ratings": {"goals": 8, "bond": 9},
        "tension": None,
    }
    assert "This is a new session of J7, of 2026-01-05." in ran.err
    assert ratings(alliance) == {"client": {"goals": 8, "bond": 9}, "clinician": {}}


def test_a_correction_keeps_the_latest_and_leaves_the_others(alliance: Alliance) -> None:
    alliance("rate", "J7", "--bond", "9", "--goals", "8")
    assert "goals 8   bond 4" in alliance("rate", "J7", "--bond", "4").out
    assert ratings(alliance)["client"] == {"goals": 8, "bond": 4}


def test_the_two_raters_are_kept_apart(alliance: Alliance) -> None:
    alliance("rate", "J7", "--bond", "9")
    alliance("rate", "J7", "--bond", "6", "--rater", "clinician")
    assert ratings(alliance) == {"client": {"bond": 9}, "clinician": {"bond": 6}}


def test_without_numbers_the_prompts_of_the_walk_ask_for_them(alliance: Alliance) -> None:
    alliance("rate", "J7", "--tasks", "5", "--bond", "2")
    ran = alliance("rate", "J7", typed="7\n8\n\n:x\n\n")
    assert "1/5  How well understood" in ran.err
    assert "new session" not in ran.err
    assert ratings(alliance)["client"] == {"understood": 7, "goals": 8, "tasks": 5}


@pytest.mark.parametrize(
    "wrong", [("--bond", "11"), ("--bond", "warm"), ("--rater", "nobody"), ("--how", "shouted"), ("--on", "tomorrow")]
)
def test_what_does_not_fit_is_code_2_and_nothing_is_kept(alliance: Alliance, wrong: tuple[str, str]) -> None:
    ran = alliance("rate", "J7", "--goals", "8", *wrong)
    assert (ran.code, ran.out) == (2, "")
    assert wrong[1] not in ran.err
    assert alliance("history", "J7", "--json").document["sessions"] == []


def test_an_unknown_client_is_code_3_with_the_nearest(alliance: Alliance) -> None:
    ran = alliance("rate", "J8", "--bond", "5")
    assert ran.code == 3
    assert "Nearest: J7" in ran.err


def tension(alliance: Alliance) -> dict[str, bool]:
    return dict(alliance("history", "J7", "--json", "--notes").document["sessions"][-1]["tension"])


def says(alliance: Alliance) -> list[str]:
    flags = alliance("history", "J7", "--json").document["sessions"][-1]["flags"]
    return [flag["says"] for flag in flags if flag["kind"] == "tension-reported"]


def test_the_direct_question_about_tension_stands_beside_the_ratings(alliance: Alliance) -> None:
    ran = alliance("rate", "J7", typed="7\n8\n7\n9\ny\n")
    assert "5/5  Was there any tension" in ran.err
    assert "Say: " in ran.err
    assert "tension yes" in ran.out
    assert tension(alliance) == {"client": True}
    assert says(alliance) == ["Tension noticed by the client, not reflected on yet."]


def test_each_raters_report_is_kept_apart_and_can_be_corrected(alliance: Alliance) -> None:
    alliance("rate", "J7", "--tension", "no")
    own = alliance("rate", "J7", "--rater", "clinician", typed="\n\n\n\ny\n")
    assert "Say: " not in own.err
    assert tension(alliance) == {"client": False, "clinician": True}
    assert says(alliance) == ["Tension noticed by you; the client reported none."]
    assert alliance("rate", "J7", "--tension", "yes", "--json").document["tension"] is True
    assert says(alliance) == ["Tension noticed by the client and by you."]
    alliance("rate", "J7", "--rater", "clinician", typed="\n\n\n\n:x\n")
    assert tension(alliance) == {"client": True}


def test_of_two_answers_of_the_client_the_later_one_holds(alliance: Alliance) -> None:
    alliance("rate", "J7", "--tension", "yes")
    alliance("session", "J7", "--answers", "-", typed="tension: no\n")
    assert tension(alliance) == {"client": False}
    alliance("rate", "J7", "--tension", "yes")
    assert tension(alliance) == {"client": True}


def test_a_report_of_tension_is_no_measure(alliance: Alliance, tmp_path: Path) -> None:
    alliance("rate", "J7", "--bond", "8", "--tension", "yes")
    file = tmp_path / "measures.json"
    alliance("export", str(file), "--class", "measures")
    assert "tension" not in file.read_text("utf-8")
    chart = tmp_path / "chart.md"
    alliance("export", str(chart), "--class", "notes", "--confirm", "notes")
    assert "Tension reported by the client: yes" in chart.read_text("utf-8")
