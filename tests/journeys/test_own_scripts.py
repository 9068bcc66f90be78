"""A user's own scripts, and answers that stay readable after a script is reworded."""

from __future__ import annotations

from tests.journeys.program import Home, sentence, today
from tests.journeys.wording import PREP

WEEKLY = """\
id: weekly
phase: pre-session
title: Once a week
language: en
prompts:
  - id: road
    kind: text
    ask: How far along the road?
    purpose: Looks up from the day.
  - id: weight
    kind: choice
    ask: How heavy is the week?
    purpose: Weighs it.
    options: [light, heavy]
"""


def test_a_custom_script_is_walked_by_its_name(home: Home) -> None:
    home.script("weekly", WEEKLY)
    told = home.run("prep", "J7", "--new", "--script", "weekly", stdin="Half way\nheavy\n")
    assert told.returncode == 0, told.stderr
    assert "Once a week · J7" in told.stderr
    assert home.answers() == {"road": "Half way", "weight": "heavy"}


def test_a_custom_script_adds_to_the_default_script_of_the_same_session(home: Home) -> None:
    home.script("weekly", WEEKLY)
    home.keep("prep", "grounded: Settled")
    home.keep("prep", "road: Half way", "--script", "weekly")
    assert len(home.history()["sessions"]) == 1
    assert home.answers()["grounded"] == "Settled"
    assert home.answers()["road"] == "Half way"


def test_stopping_in_a_custom_script_names_it_in_the_command_that_resumes(home: Home) -> None:
    home.script("weekly", WEEKLY)
    told = home.forked("prep", "J7", "--new", "--script", "weekly", stdin="Half way\n")
    assert f"Go on with: alliance prep J7 --on {today()} --script weekly\n" in told.stderr
    assert f"alliance prep J7 --on {today()} --script weekly" in home.forked().stdout


def test_a_file_of_the_same_name_replaces_the_shipped_script(home: Home) -> None:
    home.script("pre-session", WEEKLY.replace("id: weekly", "id: pre-session"))
    told = home.forked("prep", "J7", "--new", stdin="Half way\nlight\n")
    assert "How far along the road?" in told.stderr
    assert PREP["grounded"] not in told.stderr


def test_an_unknown_script_suggests_the_nearest_name(home: Home) -> None:
    home.script("weekly", WEEKLY)
    said = sentence(home.forked("prep", "J7", "--new", "--script", "weekley"), 3)
    assert "Did you mean weekly?" in said


def test_a_script_of_another_phase_is_refused(home: Home) -> None:
    home.script("weekly", WEEKLY)
    said = sentence(home.forked("reflect", "J7", "--new", "--script", "weekly"), 2)
    assert "weekly is for pre-session, not for post-session" in said


def test_every_mistake_in_a_script_is_listed_and_nothing_is_kept(home: Home) -> None:
    path = home.script("weekly", WEEKLY.replace("kind: text", "kind: txt").replace("title:", "titel:"))
    said = sentence(home.forked("prep", "J7", "--new", "--script", "weekly", stdin="a\nb\n"), 4)
    assert f"{path}:3: titel: " in said
    assert f"{path}:7: " in said
    assert "J7" not in home.forked("client", "list", "--json").stdout


def test_answers_keep_their_original_questions_after_the_script_changes(home: Home) -> None:
    home.script("weekly", WEEKLY)
    home.keep("prep", "{road: Half way, weight: heavy}", "--script", "weekly")
    home.script("weekly", WEEKLY.replace("How far along the road?", "What now?").replace("weight", "burden"))
    shown = home.forked("history", "J7", "--notes").stdout
    assert shown.index("How far along the road?") < shown.index("Half way")
    assert "How heavy is the week?" in shown
    assert "What now?" not in shown


def test_an_unfinished_walk_resumes_with_its_own_wording_despite_a_broken_file(home: Home) -> None:
    home.script("weekly", WEEKLY)
    home.forked("prep", "J7", "--new", "--script", "weekly", stdin="Half way\n")
    home.script("weekly", "prompts: [")
    told = home.forked("prep", "J7", "--script", "weekly", stdin="light\n")
    assert told.returncode == 0, told.stderr
    assert "How heavy is the week?" in told.stderr
    assert home.answers() == {"road": "Half way", "weight": "light"}


def test_restart_uses_the_new_wording_and_offers_the_old_answers(home: Home) -> None:
    home.script("weekly", WEEKLY)
    home.keep("prep", "road: Half way", "--script", "weekly")
    home.script("weekly", WEEKLY.replace("How far along the road?", "What now?"))
    told = home.forked("prep", "J7", "--script", "weekly", "--restart", stdin="\n\n")
    assert "What now?" in told.stderr
    assert "Kept: Half way" in told.stderr
    assert home.answers()["road"] == "Half way"


def test_skipping_a_rating_in_one_script_keeps_the_rating_from_another(home: Home) -> None:
    own = "{id: near, ask: 'How near?', purpose: Nearness., kind: rating, scale: bond, rater: client}"
    home.script("brief", f"id: brief\nphase: in-session\ntitle: Brief\nlanguage: en\nprompts:\n  - {own}\n")
    home.keep("session", "client-bond: 8")
    assert home.forked("session", "J7", "--script", "brief", stdin="\n").returncode == 0
    assert home.history()["sessions"][0]["ratings"]["client"] == {"bond": 8}


def test_skipping_a_rating_in_a_walk_keeps_the_one_from_rate(home: Home) -> None:
    home.keep("session", "client-goals: 8")
    home.forked("rate", "J7", "--rater", "clinician", "--bond", "7")
    home.keep("reflect", "clinician-goals: 6")
    assert home.history()["sessions"][0]["ratings"] == {"client": {"goals": 8}, "clinician": {"bond": 7, "goals": 6}}
