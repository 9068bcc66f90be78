"""The shipped scripts: first session, ending, further questions, repair by kind, straight tens."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Alliance, made_once

TENS = "{client-understood: 10, client-goals: 10, client-tasks: 10, client-bond: 10}"
EVEN_BETTER = "What would make them even more useful"


@made_once
def met(alliance: Alliance) -> Alliance:
    """J7 has been seen once."""
    assert alliance("session", "J7", "--new", "--on", "2026-01-05", "--answers", "-", typed="opening: hello").code == 0
    return alliance


def test_a_first_session_does_not_mention_a_last_one(alliance: Alliance) -> None:
    first = alliance("session", "J7", "--new", typed="the move\n:q\n")
    assert "since we last met" not in first.err
    assert "What's been on your mind lately" in first.err
    assert "since we last met" not in alliance("session", "J7", "--restart", typed=":q\n").err


def test_later_sessions_refer_to_the_last_one(met: Alliance) -> None:
    assert "What's been on your mind since we last met" in met("session", "J7", typed=":q\n").err
    german = met("--language", "de", "session", "J7", "--again", typed=":q\n")
    assert "seit unserer letzten Sitzung" in german.err


def test_the_first_session_script_is_offered_until_there_was_a_session(alliance: Alliance) -> None:
    offered = alliance("prep", "J7", "--new", typed=":q\n")
    assert "alliance prep J7 --script first-session" in offered.err
    walked = alliance("prep", "J7", "--new", "--script", "first-session", typed="\n\n\n\n\nlisten\n")
    assert walked.code == 0
    assert walked.err.count("Say: ") == 5
    assert "first-session" not in walked.err
    assert "first-session" not in alliance("prep", "J7", typed=":q\n").err
    assert "Intention: listen" in alliance("session", "J7", typed=":q\n").err


def test_the_first_session_script_is_not_offered_after_a_session(met: Alliance) -> None:
    assert "first-session" not in met("prep", "J7", typed=":q\n").err


def test_the_ending_script_is_offered_when_the_work_ends(met: Alliance) -> None:
    closed = met("client", "close", "J7", "--ending", "planned", "--on", "2026-02-02")
    assert "alliance session J7 --on 2026-02-02 --script ending" in closed.err + closed.out
    unplanned = met("client", "close", "J7", "--ending", "unplanned")
    assert "--script ending" not in unplanned.err + unplanned.out


def test_the_ending_script_is_walked_like_any_session(met: Alliance) -> None:
    walked = met("session", "J7", "--script", "ending", typed="calmer\nthe walks\nnothing\nthank you\na card\n")
    assert walked.code == 0
    (_, last) = met("history", "J7", "--json", "--notes").document["sessions"]
    assert "thank you" in str(last)


def test_one_key_shows_further_closing_questions(met: Alliance) -> None:
    walked = met("session", "J7", typed="\n\n\n+\nn\nWarm\nThe letter\nYes\n8\n8\n8\n8\n")
    assert walked.code == 0
    assert "+ opens 3 more questions" in walked.err
    assert "closing, 4/11" in walked.err
    (_, last) = met("history", "J7", "--json", "--notes").document["sessions"]
    assert all(words in str(last) for words in ("Warm", "The letter", "Yes"))


def test_a_plus_without_an_offer_is_refused(met: Alliance) -> None:
    refused = met("session", "J7", typed="+\n")
    assert refused.code == 2
    assert "+ opens further questions where a question says so." in refused.err


def test_one_key_shows_the_signs_of_a_rupture(met: Alliance) -> None:
    assert "replies that shrink" in met("reflect", "J7", typed="\n?\n:q\n").err
    assert "replies that shrink" in met("session", "J7", typed="\n\n\n?\n:q\n").err
    assert "knappe Antworten" in met("--language", "de", "repair", "J7", "new", typed="?\n:q\n").err


@pytest.mark.parametrize(
    ("marker", "said", "unsaid"),
    [
        ("withdrawal", "what would you ask for", "What did I miss"),
        ("confrontation", "What did I miss", "what would you ask for"),
    ],
)
def test_a_repair_has_words_for_the_kind_of_rupture(met: Alliance, marker: str, said: str, unsaid: str) -> None:
    met("reflect", "J7", "--on", "2026-01-05", "--answers", "-", typed=f"ruptures: [{{note: x, marker: {marker}}}]")
    ran = met("repair", "J7", typed="\n:q\n")
    assert said in ran.err
    assert unsaid not in ran.err
    assert "Let me tell you why I suggested that." in ran.err


def test_a_repair_of_an_unknown_kind_has_words_for_both_kinds(met: Alliance) -> None:
    ran = met("repair", "J7", "new", typed="Something shifted\n\n:q\n")
    assert "what would you ask for" in ran.err
    assert "What did I miss" in ran.err


def test_a_repair_shows_the_general_advice_once_at_the_beginning(met: Alliance) -> None:
    began = met("repair", "J7", "new", typed="x\nnamed it\n:q\n").err
    assert began.count("safety and a clear boundary come first") == 1
    assert "Danger, threats" not in began
    went_on = met("repair", "J7", typed=":q\n").err
    assert "safety and a clear boundary" not in went_on
    assert "Invite the client's side" in went_on


def test_three_sessions_of_straight_tens_prompt_a_further_question(alliance: Alliance) -> None:
    for day in ("05", "12", "19"):
        assert EVEN_BETTER not in alliance("session", "J7", "--new", "--again", typed="\n" * 8).err
        assert alliance("session", "J7", "--new", "--on", f"2026-01-{day}", "--answers", "-", typed=TENS).code == 0
    asked = alliance("session", "J7", "--on", "2026-01-26", typed="\n\n\nn\n9\n9\n9\n9\nMore silence\n")
    assert EVEN_BETTER in asked.err
    assert "More silence" in alliance("prep", "J7", "--on", "2026-02-02", "--card").out
    assert EVEN_BETTER not in alliance("session", "J7", "--on", "2026-02-02", typed="\n\n\nn\n\n\n\n\n").err
