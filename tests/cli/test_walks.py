"""What walks keep when answers are changed, prompts reworded and sessions share a date."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from alliance_cli.content.folders import shipped_folder

from .conftest import Alliance

pytestmark = pytest.mark.usefixtures("client")


def moments(alliance: Alliance) -> list[dict[str, str]]:
    return list(alliance("history", "J7", "--json", "--notes").document["sessions"][0]["moments"])


def words(alliance: Alliance) -> str:
    return json.dumps(alliance("history", "J7", "--json", "--notes").document)


def test_a_moment_deleted_and_noted_again_keeps_the_new_text(alliance: Alliance) -> None:
    back = "<\n" * 6
    typed = f"\nfirst\n1\n1\n2\nmy part\nmy plan\n{back}:x\n<\nsecond\n2\n2\n3\n\nnew plan\n\n\n\n\n\n\n\n"
    assert alliance("reflect", "J7", typed=typed).code == 0
    assert [(each["note"], each["marker"], each["plan"]) for each in moments(alliance)] == [
        ("second", "confrontation", "new plan")
    ]


def test_answers_stay_with_the_wording_that_was_asked(alliance: Alliance, home: Path) -> None:
    alliance("prep", "J7", typed="calm\nthe pause\n")
    own = (shipped_folder() / "pre-session.yaml").read_text("utf-8").replace("id: grounded", "id: arrived")
    (home / "prompts").mkdir()
    (home / "prompts" / "pre-session.yaml").write_text(own.replace("are you arriving", "did you arrive"), "utf-8")
    assert alliance("prep", "J7", "--restart", typed="late\n:q\n").code == 0
    kept = words(alliance)
    assert "calm" in kept
    assert "How are you arriving at this session" in kept
    assert "late" in kept
    assert "the pause" in kept


def test_an_answer_whose_condition_no_longer_holds_is_still_shown(alliance: Alliance) -> None:
    alliance("session", "J7", typed="\n\n\ny\nwhen I looked away\n\n\n\n\n")
    alliance("session", "J7", "--restart", typed="\n\n\nn\n\n\n\n\n")
    assert "when I looked away" in words(alliance)


def test_of_two_sessions_on_a_date_the_one_without_a_reflection_is_chosen(alliance: Alliance) -> None:
    seen = "A long week" + "\n" * 9
    alliance("session", "J7", typed=seen)
    alliance("session", "J7", "--again", typed=seen)
    for left in (1, 0):
        assert alliance("reflect", "J7", typed="\n" * 6).code == 0
        due = [each for each in alliance("--json").document["due"] if each["why"] == "not-reflected"]
        assert len(due) == left


def test_an_answers_file_can_depend_on_answers_typed_before(alliance: Alliance) -> None:
    alliance("session", "J7", typed="\n\n\ny\n:q\n")
    assert alliance("session", "J7", "--answers", "-", typed="tension-note: I was late\n").code == 0
    assert "I was late" in words(alliance)


def test_prep_on_an_earlier_date_shows_only_earlier_content(alliance: Alliance) -> None:
    alliance("prep", "J7", "--on", "2026-02-02", typed="\nlater intention\n")
    assert "later intention" not in alliance("prep", "J7", "--on", "2026-01-05", typed=":q\n").out
    assert "later intention" in alliance("prep", "J7", "--on", "2026-03-02", typed=":q\n").out


def test_without_an_earlier_session_prep_does_not_ask_to_look_back(alliance: Alliance) -> None:
    first = alliance("prep", "J7", "--on", "2026-02-02", typed="calm\n:q\n")
    assert "1/2  How are you arriving" in first.err
    assert "notes from last time" not in first.err
    resumed = alliance("prep", "J7", "--on", "2026-02-02", typed="listen\n")
    assert (resumed.code, "2/2  What do you intend" in resumed.err) == (0, True)
    kept = alliance("history", "J7", "--json", "--notes").document["sessions"][0]["answers"]
    assert [(each["prompt"], each["value"]) for each in kept] == [("grounded", "calm"), ("intention", "listen")]
    assert "1/2" in alliance("prep", "J7", "--on", "2026-01-05", typed=":q\n").err
    for words in (("--on", "2026-02-03"), ("--on", "2026-02-02", "--again")):
        assert "notes from last time" in alliance("prep", "J7", *words, typed="calm\n:q\n").err


def test_an_answered_look_back_stays_even_without_an_earlier_session(alliance: Alliance) -> None:
    alliance("reflect", "J7", "--on", "2026-01-05", "--answers", "-", typed="learned: x")
    alliance("prep", "J7", "--on", "2026-02-02", typed="calm\nthe silence\n:q\n")
    erased = alliance("sessions", "erase", "J7", "--number", "1", "--confirm", "J7", "--confirm", "2026-01-05")
    assert erased.code == 0
    assert "3/3  What do you intend" in alliance("prep", "J7", "--on", "2026-02-02", typed="listen\n").err
    assert "the silence" in words(alliance)


def test_an_answers_file_can_look_back_even_if_the_question_would_not_be_asked(alliance: Alliance) -> None:
    assert alliance("prep", "J7", "--answers", "-", typed="carry-over: From a colleague").code == 0
    assert "From a colleague" in words(alliance)


@pytest.mark.parametrize("none", ["no", "No.", "n", "none", "nein", "keine"])
def test_a_bare_no_at_the_prompt_for_a_moment_stores_none(alliance: Alliance, none: str) -> None:
    assert alliance("reflect", "J7", typed=f"{none}\n{none}\n8\n\n\n\n").code == 0
    assert moments(alliance) == []


def test_a_bare_yes_at_the_prompt_for_a_moment_is_asked_for_more(alliance: Alliance) -> None:
    told = alliance("reflect", "J7", typed="yes\n")
    assert (told.code, moments(alliance) if told.code == 0 else []) == (2, [])
    assert "Say in a few words what happened" in told.err


def test_a_no_never_deletes_a_stored_moment(alliance: Alliance) -> None:
    alliance("reflect", "J7", typed="We laughed\n\n\n")
    told = alliance("reflect", "J7", "--restart", typed="no\n")
    assert told.code == 2
    assert [each["note"] for each in moments(alliance)] == ["We laughed"]


def test_ruptures_noted_today_are_one_line_with_the_command_for_moments(alliance: Alliance) -> None:
    alliance("reflect", "J7", typed="\nWent quiet\n\n\n\n\n\nLooked away\n\n\n\n\n\n\n\n\n\n\n")
    lines = [line for line in alliance().out.splitlines() if "possible rupture" in line]
    assert len(lines) == 1
    assert "2 possible ruptures open" in lines[0]
    assert lines[0].rstrip().endswith("alliance moments J7")


def test_sessions_to_reflect_on_are_one_line_per_client_latest_first(alliance: Alliance) -> None:
    today = datetime.now().astimezone().date()
    days = [(today - timedelta(days=ago)).isoformat() for ago in (15, 1, 8)]
    for client, held in (("K12", days[:1]), ("J7", days)):
        for day in held:
            assert alliance("session", client, "--new", "--on", day, "--answers", "-", typed="tension: no").code == 0
    shown = alliance().out
    assert [line.split()[-1] for line in shown.splitlines() if "alliance reflect" in line] == days[:2]
    assert f"{days[1]}, and 2 earlier" in shown
    due = alliance("--json").document["due"]
    assert [each["since"] for each in due if (each["client"], each["why"]) == ("J7", "not-reflected")] == sorted(days)


def test_a_custom_script_with_mistakes_names_the_next_command(alliance: Alliance, home: Path) -> None:
    own = (shipped_folder() / "pre-session.yaml").read_text("utf-8").replace("kind: text", "knid: text")
    (home / "prompts").mkdir()
    (home / "prompts" / "own.yaml").write_text(own.replace("id: pre-session", "id: own"), "utf-8")
    told = alliance("prep", "J7", "--script", "own", typed="calm\n")
    assert told.code == 4
    assert "Correct it with: alliance prompts edit own" in told.err
    assert "did you mean kind?" in told.err


def test_a_walk_stopped_at_its_first_question_creates_no_client(alliance: Alliance) -> None:
    ran = alliance("prep", "NEU1", "--new", typed=":q\n")
    assert "Stopped; nothing was noted.\n" in ran.err
    assert "Go on with" not in ran.err
    assert alliance("client", "show", "NEU1").code == 3


def test_preparing_the_next_session_needs_no_date(alliance: Alliance) -> None:
    ran = alliance("prep", "J7", "--new", "--on", "2999-01-01", typed="calm\n")
    assert ran.code == 2
    assert "To prepare ahead, leave out --on" in ran.err
