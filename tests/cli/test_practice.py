"""The practice command: a skill is chosen, rehearsals are logged, and both appear again later."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Alliance, made_once

FIRST = "5\nAsk [one] question before I explain\n1\n10\n12\n4\n2\nSlower\n"
HELD = "opening: hello\n"
WORDING = "Something seems to have changed between us"
GOES_ON = "This continues where you stopped. Your earlier answers are shown; Enter keeps each one."


@made_once
def practised(alliance: Alliance) -> Alliance:
    assert alliance("practice", "--on", "2026-01-05", typed=FIRST).code == 0
    return alliance


def steps(alliance: Alliance, number: int = -1) -> dict[str, object]:
    log = alliance("practice", "history", "--json", "--notes").document["log"]
    kept: dict[str, object] = log[number]["steps"]
    return kept


def test_a_first_rehearsal_is_stored_as_typed(practised: Alliance) -> None:
    document = practised("practice", "history", "--json", "--notes").document
    (log,) = document["log"]
    assert (log["on"], log["finished"]) == ("2026-01-05", True)
    assert log["steps"] == {
        "skill": "metacommunication",
        "objective": "Ask [one] question before I explain",
        "how": "role-play",
        "repetitions": 10,
        "minutes": 12,
        "self-rating": 4,
        "feedback": "colleague",
        "next-step": "Slower",
    }
    assert document["now"] == {
        "skill": "metacommunication",
        "objective": "Ask [one] question before I explain",
        "next_step": "Slower",
    }


def test_a_later_rehearsal_takes_a_few_keys(practised: Alliance) -> None:
    ran = practised("practice", "--on", "2026-01-09", typed="\n\n1\n20\n\n6\n\n\n")
    assert ran.err.startswith("Your next step was: Slower\n")
    assert "Kept: Ask [one] question before I explain" in ran.err
    assert steps(practised) == {
        "skill": "metacommunication",
        "objective": "Ask [one] question before I explain",
        "how": "role-play",
        "repetitions": 20,
        "self-rating": 6,
        "next-step": "Slower",
    }
    (skill,) = practised("practice", "history", "--json", "--notes").document["skills"]
    assert skill == {
        "skill": "metacommunication",
        "rehearsals": 2,
        "repetitions": 30,
        "minutes": 12,
        "self_ratings": [4, 6],
        "used_in_sessions": 0,
    }


def test_another_skill_starts_without_the_first_ones_objective(practised: Alliance) -> None:
    other = practised("practice", "--on", "2026-01-09", typed="3\n\n\n\n\n\n\n\n")
    assert other.err.count("Ask [one]") == 0
    assert steps(practised) == {"skill": "agenda-setting"}
    practised("practice", "--on", "2026-01-10", typed="5\n\n3\n\n\n\n\n\n")
    assert steps(practised) == {
        "skill": "metacommunication",
        "objective": "Ask [one] question before I explain",
        "how": "aloud",
        "next-step": "Slower",
    }


def test_a_stopped_rehearsal_resumes_only_on_the_same_day(practised: Alliance) -> None:
    stopped = practised("practice", "--on", "2026-01-09", typed="\n\n1\n20\n:q\n")
    assert "Go on with: alliance practice --on 2026-01-09" in stopped.err
    assert "not finished" in practised("practice", "history").out
    practised("practice", "--on", "2026-01-10", typed="\n\n2\n\n\n\n\n\n")
    went_on = practised("practice", "--on", "2026-01-09", typed="\n\n\n\n8\n\n\n\n")
    assert "Kept: 20" in went_on.err
    assert GOES_ON in went_on.err
    assert GOES_ON not in stopped.err + practised("practice", "--on", "2026-01-09", "--restart", typed=":q\n").err
    log = practised("practice", "history", "--json", "--notes").document["log"]
    assert [(each["on"], each["finished"]) for each in log[1:]] == [("2026-01-09", True), ("2026-01-10", True)]
    assert (log[1]["steps"]["repetitions"], log[1]["steps"]["minutes"]) == (20, 8)


def test_a_stopped_first_rehearsal_resumes_where_it_was(alliance: Alliance) -> None:
    alliance("practice", typed="1\nName the feeling\n:q\n")
    ran = alliance("practice", typed="3\n5\n\n\n\n\n")
    assert "3/8" in ran.err
    assert "1/8" not in ran.err
    assert steps(alliance)["repetitions"] == 5


def test_two_rehearsals_a_day_are_separate_and_restart_corrects_the_last(practised: Alliance) -> None:
    practised("practice", "--on", "2026-01-05", typed="\n\n3\n5\n\n\n\n\n")
    practised("practice", "--on", "2026-01-05", "--restart", typed="\n\n\n6\n\n\n\n\n")
    log = practised("practice", "history", "--json", "--notes").document["log"]
    assert [each["steps"]["repetitions"] for each in log] == [10, 6]
    assert log[1]["steps"]["how"] == "aloud"


def test_all_answers_can_come_from_a_file(practised: Alliance) -> None:
    answers = "how: recording\nrepetitions: 3\nminutes: 7\nself-rating: 5\n"
    assert practised("practice", "--on", "2026-01-09", "--answers", "-", typed=answers).code == 0
    assert steps(practised)["objective"] == "Ask [one] question before I explain"
    assert steps(practised)["minutes"] == 7
    other = "skill: agenda-setting\nnext-step: Try it on Monday\n"
    assert practised("practice", "--on", "2026-01-10", "--answers", "-", typed=other).code == 0
    assert steps(practised) == {"skill": "agenda-setting", "next-step": "Try it on Monday"}


@pytest.mark.parametrize("mistake", ["minutes: twelve", "repetitions: 1000", "skil: empathic-attunement", "how: alone"])
def test_a_file_with_a_mistake_stores_nothing(practised: Alliance, mistake: str) -> None:
    ran = practised("practice", "--answers", "-", typed=f"objective: x\n{mistake}\n")
    assert ran.code == 4
    assert "twelve" not in ran.err
    assert len(practised("practice", "history", "--json", "--notes").document["log"]) == 1


@pytest.mark.parametrize(
    ("words", "typed", "code"),
    [
        (("--on", "2126-01-01"), "", 2),
        (("--on", "someday"), "", 2),
        ((), "5\n\n1\na dozen\n", 2),
        (("histroy",), "", 2),
        (("--restart", "history"), "", 2),
        (("--answers", "no-such-file.yaml"), "", 3),
    ],
)
def test_invalid_input_is_refused_with_its_exit_code(
    alliance: Alliance, words: tuple[str, ...], typed: str, code: int
) -> None:
    ran = alliance("practice", *words, typed=typed)
    assert (ran.code, ran.out) == (code, "")
    assert "dozen" not in ran.err


def test_without_a_vault_or_the_passphrase_nothing_is_asked(
    alliance: Alliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in (("practice",), ("practice", "history")):
        assert alliance(*words, "--home", str(tmp_path / "other")).code == 6
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", "wrong")
    ran = alliance("practice", typed=FIRST)
    assert ran.code == 5
    assert "1/8" not in ran.err


def test_prep_shows_the_skill_with_its_wording(practised: Alliance) -> None:
    practised("client", "add", "J7")
    lines = practised("prep", "J7").out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("Practising "))
    assert " ".join(" ".join(lines[at:]).split()).startswith(f'Practising Talking about the relationship "{WORDING}')
    assert len([line for line in lines[at:] if line]) <= 2


def test_prep_prefers_the_own_copy_and_shows_the_wording_in_the_chosen_language(
    practised: Alliance, home: Path
) -> None:
    practised("client", "add", "J7")
    assert "In Übung           Über die Beziehung sprechen" in practised("--language", "de", "prep", "J7").out
    own = home / "prompts" / "learn" / "skills.yaml"
    own.parent.mkdir(parents=True)
    card = "{id: metacommunication, title: 'The [two] of us', text: x, say: 'What just happened?'}"
    own.write_text(f"id: skills\ntitle: x\nlanguage: en\nsummary: x\ncards: [{card}]\n")
    assert 'Practising         The [two] of us "What just happened?"' in practised("prep", "J7").out


def test_a_mistake_in_the_cards_never_blocks_a_session(practised: Alliance, home: Path) -> None:
    practised("client", "add", "J7")
    own = home / "prompts" / "learn" / "skills.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("id: skills\ncards: nothing\n")
    ran = practised("prep", "J7", typed="\n\n\n")
    assert ran.code == 0
    assert "Practising         Talking about the relationship" in ran.out
    assert "skills.yaml:1: " in ran.err


def test_without_practice_prep_does_not_mention_it(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    assert "Practising" not in alliance("prep", "J7").out
    alliance("practice", typed="\nonly an objective\n\n\n\n\n\n\n")
    assert "Practising" not in alliance("prep", "J7").out


def test_the_opening_of_an_ordinary_preparation_fits_one_screen(
    practised: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    practised("client", "add", "J7")
    noted = "communication: Between the lines\nemotion: Quiet\nauthority: Guide\nhelp-seeking: Nobody must know\n"
    practised("tailor", "J7", "--answers", "-", typed=noted)
    for on in ("2026-02-02", "2026-02-09"):
        practised("prep", "J7", "--on", on, "--answers", "-", typed="intention: Slow down; ask before I explain.\n")
        rated = "client-understood: 8\nclient-goals: 8\nclient-tasks: 7\nclient-bond: 9\ntension: no\n"
        practised("session", "J7", "--on", on, "--answers", "-", typed=rated)
    moments = "strongest: We laughed about it\nruptures: [{note: Went quiet, marker: withdrawal, plan: Ask about it}]\n"
    practised("reflect", "J7", "--on", "2026-02-09", "--answers", "-", typed=moments)
    ran = practised("prep", "J7", typed="")
    opening = ran.err.split("Stopped")[0]
    for part in ("Went quiet", "We laughed", "Slow down", "course", "help seeking", "Practising"):
        assert part in ran.out
    assert len(ran.out.splitlines()) + len(opening.splitlines()) <= 30


def test_a_full_reflection_asks_whether_the_skill_was_used(practised: Alliance) -> None:
    practised("client", "add", "J7")
    ratings = "\n" * 6
    assert "skill" not in practised("reflect", "J7", "--on", "2026-02-02", typed=ratings).err
    ran = practised("reflect", "J7", "--on", "2026-02-03", "--full", typed=f"{ratings}\ny\nAsked first. It helped.\n")
    assert "Did you use the skill you are practising?" in ran.err
    (skill,) = practised("practice", "history", "--json", "--notes").document["skills"]
    assert skill["used_in_sessions"] == 1
    assert "used in 1 session, as noted in reflections" in practised("practice", "history").out


def test_notes_about_a_client_stay_with_the_client(practised: Alliance) -> None:
    practised("client", "add", "J7")
    used = "skill-used: yes\nskill-went: Asked her first\n"
    practised("reflect", "J7", "--full", "--on", "2026-02-03", "--answers", "-", typed=used)
    for words in (("practice", "history", "--all"), ("practice", "history", "--json", "--notes")):
        shown = practised(*words).out
        assert "Asked her first" not in shown
        assert "J7" not in shown
    theirs = practised("history", "J7", "--json", "--notes").out
    assert "Asked her first" in theirs
    for own in ("before I explain", "Slower", "metacommunication", "repetitions"):
        assert own not in theirs
        assert own not in practised("history", "J7", "--notes").out


def test_practice_in_german_uses_the_same_log(practised: Alliance) -> None:
    ran = practised("--language", "de", "practice", "--on", "2026-01-09", typed="\n\n3\n5\n\n\n5\nLangsamer\n")
    assert "Welche Mikrofertigkeit üben Sie?" in ran.err
    (skill,) = practised("practice", "history", "--json", "--notes").document["skills"]
    assert (skill["skill"], skill["repetitions"]) == ("metacommunication", 15)
    assert "talking about the relationship · aloud on my own · 5 times" in practised("practice", "history").out
    german = practised("--language", "de", "practice", "history").out
    assert "über die Beziehung sprechen · laut für mich allein · 5-mal" in german


def test_a_custom_script_may_name_other_skills(alliance: Alliance, home: Path) -> None:
    own = home / "prompts" / "practice.yaml"
    own.parent.mkdir(parents=True)
    prompt = "{id: skill, kind: choice, ask: 'Which?', purpose: x, options: [{value: pause, label: the pause}, other]}"
    own.write_text(f"id: practice\nphase: practice\ntitle: Mine\nlanguage: en\nprompts: [{prompt}]\n")
    assert alliance("practice", typed="1\n").code == 0
    alliance("client", "add", "J7")
    assert "Practising         the pause" in alliance("prep", "J7").out
    assert "the pause · not rehearsed" in alliance("practice", "history").out


def test_an_empty_log_says_so(alliance: Alliance) -> None:
    alliance("practice", typed="\n" * 8)
    assert "Nothing is logged yet. Begin with: alliance practice" in alliance("practice", "history").out
    assert alliance("practice", "history", "--json", "--notes").document == {
        "now": {"skill": "", "objective": "", "next_step": ""},
        "skills": [],
        "used_before": 0,
        "log": [],
    }
