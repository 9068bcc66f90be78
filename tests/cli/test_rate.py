"""The rate command: quick ratings and the question about tension, outside a walk."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Alliance

pytestmark = pytest.mark.usefixtures("client")


def ratings(alliance: Alliance, place: int = -1) -> dict[str, dict[str, int]]:
    sessions = alliance("history", "J7", "--json").document["sessions"]
    return dict(sessions[place]["ratings"])


def test_ratings_by_option_create_their_session(alliance: Alliance) -> None:
    ran = alliance("rate", "J7", "--bond", "9", "--goals", "8", "--on", "2026-01-05", "--json")
    assert ran.document == {
        "client": "J7",
        "on": "2026-01-05",
        "rater": "client",
        "ratings": {"goals": 8, "bond": 9},
        "tension": None,
    }
    assert "This is a new session of J7, on 2026-01-05." in ran.err
    assert ratings(alliance) == {"client": {"goals": 8, "bond": 9}, "clinician": {}}


def test_a_correction_keeps_the_latest_and_leaves_the_others(alliance: Alliance) -> None:
    alliance("rate", "J7", "--bond", "9", "--goals", "8")
    assert "goals 8   bond 4" in alliance("rate", "J7", "--bond", "4").out
    assert ratings(alliance)["client"] == {"goals": 8, "bond": 4}


def test_the_two_raters_are_stored_separately(alliance: Alliance) -> None:
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
    "wrong",
    [
        ("--bond", "11"),
        ("--bond", "warm"),
        ("--tension", "perhaps"),
        ("--rater", "nobody"),
        ("--how", "shouted"),
        ("--on", "tomorrow"),
    ],
)
def test_invalid_input_is_code_2_and_nothing_is_stored(alliance: Alliance, wrong: tuple[str, str]) -> None:
    ran = alliance("rate", "J7", "--goals", "8", *wrong)
    assert (ran.code, ran.out) == (2, "")
    assert wrong[1] not in ran.err
    assert alliance("history", "J7", "--json").document["sessions"] == []


def test_an_unknown_client_is_code_3_with_the_nearest(alliance: Alliance) -> None:
    ran = alliance("rate", "J8", "--bond", "5")
    assert ran.code == 3
    assert "Nearest: J7" in ran.err


# --- tension


def tension(alliance: Alliance) -> dict[str, bool | None]:
    return dict(alliance("history", "J7", "--json").document["sessions"][-1]["tension"])


def walked(alliance: Alliance, answers: str) -> None:
    assert alliance("session", "J7", "--restart", "--answers", "-", typed=answers).code == 0


def test_tension_by_option_is_stored_separately_for_each_rater(alliance: Alliance) -> None:
    ran = alliance("rate", "J7", "--tension", "yes", "--rater", "clinician")
    assert (ran.code, ran.out.split(": ")[1]) == (0, "no ratings   tension yes\n")
    assert tension(alliance) == {"client": None, "clinician": True}
    ran = alliance("rate", "J7", "--bond", "9", "--tension", "no", "--json")
    assert (ran.document["ratings"], ran.document["tension"]) == ({"bond": 9}, False)
    assert tension(alliance) == {"client": False, "clinician": True}
    assert "bond 9   tension no" in alliance("rate", "J7", "--bond", "9").out


def test_a_later_rate_corrects_the_answer(alliance: Alliance) -> None:
    alliance("rate", "J7", "--tension", "yes")
    assert alliance("rate", "J7", "--tension", "no", "--json").document["tension"] is False
    assert tension(alliance) == {"client": False, "clinician": None}


def test_it_is_asked_after_the_ratings_and_enter_skips_it(alliance: Alliance) -> None:
    ran = alliance("rate", "J7", typed="7\n8\n8\n9\n\n")
    assert ran.err.index("4/5") < ran.err.index("5/5  Was there any tension or distance between the two of you today?")
    assert 'Say: "Did anything feel tense between us today' in ran.err
    assert tension(alliance) == {"client": None, "clinician": None}
    alliance("rate", "J7", typed="\n\n\n\ny\n")
    assert tension(alliance) == {"client": True, "clinician": None}


def test_the_question_allows_going_back_asking_why_and_stopping(alliance: Alliance) -> None:
    ran = alliance("rate", "J7", typed="7\n8\n8\n9\n?\n<\n6\n:q\n")
    assert "A direct question finds what ratings alone leave out" in ran.err
    assert ran.code == 0
    assert ratings(alliance)["client"]["bond"] == 6
    assert tension(alliance)["client"] is None


def test_the_clinician_is_asked_in_the_same_words_without_the_wording_for_the_client(alliance: Alliance) -> None:
    ran = alliance("rate", "J7", "--rater", "clinician", typed="7\n7\n7\n7\ny\n")
    assert "5/5  Was there any tension or distance" in ran.err
    assert "Say:" not in ran.err
    assert tension(alliance) == {"client": None, "clinician": True}


def test_in_german_it_is_asked_in_german(alliance: Alliance) -> None:
    ran = alliance("--language", "de", "rate", "J7", "--rater", "clinician", typed="7\n7\n7\n7\nja\n")
    assert "5/5  Gab es heute Spannung oder Distanz" in ran.err
    assert tension(alliance)["clinician"] is True


def own_reflection(home: Path, prompt: str) -> None:
    folder = home / "prompts"
    folder.mkdir(exist_ok=True)
    head = "id: post-session\nphase: post-session\ntitle: Mine\nlanguage: en\nprompts:\n"
    rating = "{id: near, ask: 'How near?', purpose: p, kind: rating, scale: bond, rater: clinician}"
    (folder / "post-session.yaml").write_text(f"{head}  - {rating}\n  - {prompt}\n")


def test_a_script_that_has_the_question_for_the_clinician_words_it(alliance: Alliance, home: Path) -> None:
    own_reflection(home, "{id: tension, ask: 'Did it creak?', purpose: Mine., kind: yes-no}")
    ran = alliance("rate", "J7", "--rater", "clinician", typed="7\ny\n")
    assert "2/2  Did it creak?" in ran.err
    assert tension(alliance) == {"client": None, "clinician": True}


def test_a_rating_with_that_name_is_asked_in_addition_to_the_question(alliance: Alliance, home: Path) -> None:
    rating = "{id: tension, ask: 'How tense?', purpose: p, kind: rating, scale: tension, rater: clinician}"
    own_reflection(home, rating)
    ran = alliance("rate", "J7", "--rater", "clinician", typed="7\n3\nn\n")
    assert "3/3  Was there any tension" in ran.err
    assert ratings(alliance)["clinician"] == {"bond": 7, "tension": 3}
    assert tension(alliance)["clinician"] is False


def test_the_answer_in_a_reflection_is_the_clinicians(alliance: Alliance, home: Path) -> None:
    own_reflection(home, "{id: tension, ask: 'Did it creak?', purpose: Mine., kind: yes-no}")
    assert alliance("reflect", "J7", "--answers", "-", typed="tension: yes\n").code == 0
    assert tension(alliance) == {"client": None, "clinician": True}


def test_the_later_answer_of_session_and_rate_counts(alliance: Alliance) -> None:
    walked(alliance, "tension: yes\n")
    assert "tension yes" in alliance("rate", "J7", "--bond", "8").out
    alliance("rate", "J7", "--tension", "no")
    assert tension(alliance)["client"] is False
    walked(alliance, "tension: yes\n")
    assert tension(alliance)["client"] is True


def test_a_correction_by_rate_keeps_the_sessions_own_answer(alliance: Alliance) -> None:
    walked(alliance, "tension: yes\ntension-note: A sigh\n")
    alliance("rate", "J7", "--tension", "no")
    answers = alliance("history", "J7", "--json", "--notes").document["sessions"][0]["answers"]
    assert {each["prompt"]: each["value"] for each in answers if each["prompt"].startswith("tension")} == {
        "tension": True,
        "tension-note": "A sigh",
        "tension-strength": None,
        "tension-resolved": None,
    }


def test_a_skip_in_the_session_keeps_the_answer_from_rate(alliance: Alliance) -> None:
    alliance("rate", "J7", "--tension", "yes")
    walked(alliance, "closing: Fine\n")
    assert tension(alliance)["client"] is True


@pytest.mark.parametrize("in_session", [True, False])
def test_enter_keeps_the_stored_answer_and_x_deletes_it(alliance: Alliance, in_session: bool) -> None:
    alliance("prep", "J7", "--answers", "-", typed="grounded: calm\n")
    if in_session:
        walked(alliance, "tension: yes\n")
    else:
        alliance("rate", "J7", "--tension", "yes")
    ran = alliance("rate", "J7", typed="\n\n\n\n\n")
    assert "Kept: yes" in ran.err
    assert tension(alliance)["client"] is True
    ran = alliance("rate", "J7", typed="\n\n\n\n:x\n")
    assert ran.out.endswith("no ratings\n")
    assert tension(alliance)["client"] is None


def test_deleting_the_last_content_deletes_the_session(alliance: Alliance) -> None:
    alliance("rate", "J7", "--tension", "yes")
    alliance("rate", "J7", typed="\n\n\n\n:x\n")
    assert alliance("history", "J7", "--json").document["sessions"] == []


def test_deleting_an_answer_in_a_walk_does_not_reveal_an_older_one(alliance: Alliance) -> None:
    alliance("prep", "J7", "--answers", "-", typed="grounded: calm\n")
    alliance("rate", "J7", "--tension", "yes")
    alliance("session", "J7", "--answers", "-", typed="tension: no\n")
    alliance("session", "J7", "--restart", typed="\n\n\n:x\n")
    assert tension(alliance) == {"client": None, "clinician": None}


def test_the_hint_on_enter_appears_only_if_there_are_answers(alliance: Alliance) -> None:
    first = alliance("rate", "J7", typed=":q\n").err
    assert "Everything is asked again" not in first
    assert "Stopped; nothing was noted.\n" in first
    assert "Go on with" not in first
    alliance("rate", "J7", "--bond", "9")
    second = alliance("rate", "J7", typed=":q\n").err
    assert "Everything is asked again; Enter keeps each answer." in second
    assert "Stopped; your answers are kept.\nGo on with: alliance rate J7" in second
