"""What can be typed at a prompt besides an answer, and how a walk left half-way is resumed."""

from __future__ import annotations

import os
import signal

import pytest

from tests.journeys.program import Home, today
from tests.journeys.terminal import Terminal
from tests.journeys.wording import PREP, REFLECT, SESSION


def prep(home: Home, *options: str) -> Terminal:
    return home.terminal("prep", "J7", "--new", *options)


@pytest.mark.usefixtures("seen")
def test_back_shows_the_stored_answer_and_takes_a_new_one(home: Home) -> None:
    terminal = prep(home)
    terminal.answers(PREP["grounded"], "Rushed")
    terminal.answers(PREP["carry-over"], "<")
    terminal.sees(PREP["grounded"], "Kept: Enter takes the line", "> Rushed")
    terminal.types(" at first")
    terminal.answers(PREP["carry-over"], "<")
    terminal.sees("> Rushed at first")
    terminal.types("\x15Calm after all")
    terminal.answers(PREP["carry-over"], "<")
    terminal.sees("> Calm after all")
    terminal.types("")
    terminal.answers(PREP["carry-over"], ":q")
    terminal.ends()
    assert home.answers() == {"grounded": "Calm after all"}


def test_one_key_skips_the_remaining_questions_and_finishes_the_walk(home: Home) -> None:
    home.keep("reflect", "clinician-bond: 7\nstrongest: [{note: Laughed}]")
    terminal = home.terminal("reflect", "J7", "--restart")
    terminal.answers(REFLECT["strongest"], "")
    terminal.answers(REFLECT["strongest.component"], ">")
    terminal.sees("Kept: After the session")
    terminal.ends()
    session = home.history()["sessions"][0]
    assert session["phases"] == {"post-session": "finished"}
    assert session["ratings"]["clinician"] == {"bond": 7}
    assert [each["note"] for each in session["moments"]] == ["Laughed"]


def test_back_at_the_first_prompt_stays_there(home: Home) -> None:
    terminal = prep(home)
    terminal.answers(PREP["grounded"], "<")
    terminal.answers(PREP["grounded"], ":q")
    terminal.ends()


def test_a_question_mark_shows_the_purpose_and_asks_again(home: Home) -> None:
    terminal = home.terminal("session", "J7", "--new")
    for prompt in ("opening", "mid-point", "closing"):
        terminal.answers(SESSION[prompt], "")
    terminal.answers(SESSION["tension"], "?")
    terminal.sees("A direct question finds")
    terminal.answers(SESSION["tension"], "n")
    terminal.answers(SESSION["client-understood"], ":q")
    terminal.ends()
    assert home.answers()["tension"] is False


def test_an_invalid_answer_is_explained_and_asked_again(home: Home) -> None:
    terminal = home.terminal("reflect", "J7", "--new")
    for prompt in ("strongest", "ruptures"):
        terminal.answers(REFLECT[prompt], "")
    terminal.answers(REFLECT["clinician-understood"], "eleven")
    terminal.sees("Type a whole number from 1 to 10")
    terminal.answers("", "10")
    terminal.answers(REFLECT["clinician-goals"], ":q")
    terminal.ends()
    assert home.history()["sessions"][0]["ratings"]["clinician"] == {"understood": 10}


@pytest.mark.usefixtures("seen")
def test_colon_x_removes_an_answer_and_asks_again(home: Home) -> None:
    terminal = prep(home)
    terminal.answers(PREP["grounded"], "Not to be kept")
    terminal.answers(PREP["carry-over"], "<")
    terminal.sees("> Not to be kept")
    terminal.types(":x")
    terminal.asked("Removed.")
    assert len(home.history()["sessions"]) == 1  # nothing is stored for today, so only the earlier session is left
    terminal.types("Settled after all")
    terminal.answers(PREP["carry-over"], ":x")
    terminal.sees("There is no answer to remove.")
    terminal.answers("", ":q")
    terminal.ends()
    assert home.answers() == {"grounded": "Settled after all"}


def test_a_walk_resumed_inside_a_moment_names_the_moment(home: Home) -> None:
    begun = home.terminal("reflect", "J7", "--new")
    begun.answers(REFLECT["strongest"], "We laughed about the form")
    begun.sees("> ")
    begun.types(":q")
    begun.ends()
    terminal = home.terminal("reflect", "J7")
    terminal.sees("This continues where you stopped.", "About: We laughed about the form")
    terminal.answers("", ":q")
    terminal.ends()


def test_a_suspended_program_shows_its_question_and_draft_again(home: Home) -> None:
    terminal = prep(home)
    terminal.asked(PREP["grounded"])
    terminal.holds("Half")
    os.kill(terminal.pid, signal.SIGSTOP)
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.sees("Before the session", PREP["grounded"], "> Half")
    terminal.types(" and half")
    terminal.answers(PREP["intention"], ":q")
    terminal.ends()
    assert home.answers() == {"grounded": "Half and half"}


def test_removing_a_moment_removes_all_its_fields(home: Home) -> None:
    home.keep("reflect", "ruptures: [{note: Went quiet, marker: withdrawal, plan: Ask}]\nlearned: x")
    terminal = home.terminal("reflect", "J7")
    terminal.answers(REFLECT["strongest"], "")
    terminal.answers(REFLECT["ruptures"], ":x")
    terminal.answers(REFLECT["clinician-understood"], ":q")
    terminal.ends()
    assert home.history()["sessions"][0]["moments"] == home.history()["open_ruptures"] == []


@pytest.mark.usefixtures("seen")
def test_stopping_names_the_command_that_resumes_at_the_same_question(home: Home) -> None:
    terminal = prep(home, "--on", "2026-01-09")
    terminal.answers(PREP["grounded"], "Settled")
    terminal.answers(PREP["carry-over"], ":q")
    assert "Go on with: alliance prep J7 --on 2026-01-09" in terminal.ends()
    resumed = home.terminal("prep", "J7", "--on", "2026-01-09")
    resumed.answers(PREP["carry-over"], "Nothing lingers")
    resumed.answers(PREP["intention"], "")
    resumed.ends()
    assert PREP["grounded"] not in resumed.text
    assert home.answers() == {"grounded": "Settled", "carry-over": "Nothing lingers", "intention": None}


def test_a_reflection_can_be_resumed_on_any_day_and_a_preparation_only_on_its_own(home: Home) -> None:
    home.keep("prep", "intention: Slow down")
    home.run("prep", "J7", "--on", "2026-01-09", stdin="Settled\n")
    home.run("reflect", "J7", "--on", "2026-01-09", stdin="Laughed\n")
    waiting = home.run().stdout
    assert "alliance reflect J7 --on 2026-01-09" in waiting
    assert "alliance prep J7 --on" not in waiting


@pytest.mark.parametrize("finished", [False, True])
@pytest.mark.usefixtures("seen")
def test_restart_asks_everything_again_and_offers_the_old_answers(home: Home, finished: bool) -> None:
    if finished:
        home.keep("prep", "grounded: Settled")
    else:
        begun = prep(home)
        begun.answers(PREP["grounded"], "Settled")
        begun.answers(PREP["carry-over"], ":q")
        begun.ends()
    terminal = home.terminal("prep", "J7", "--restart")
    terminal.sees("Everything is asked again", "1/3", "> Settled")
    terminal.types("")
    terminal.answers("2/3", "New")
    terminal.answers("3/3", "")
    terminal.ends()
    assert home.answers() == {"grounded": "Settled", "carry-over": "New", "intention": None}


@pytest.mark.parametrize(
    ("typed", "kept"), [(" >", ">"), (" <", "<"), (" ?", "?"), (" :q", ":q"), (" :x", ":x"), (" < 3", "< 3")]
)
@pytest.mark.usefixtures("seen")
def test_a_command_after_a_leading_space_is_an_answer(home: Home, typed: str, kept: str) -> None:
    terminal = prep(home)
    terminal.answers(PREP["grounded"], typed)
    terminal.answers(PREP["carry-over"], ":q")
    terminal.ends()
    assert home.answers() == {"grounded": kept}


@pytest.mark.usefixtures("seen")
def test_a_backslash_continues_an_answer_on_the_next_line(home: Home) -> None:
    terminal = prep(home)
    terminal.answers(PREP["grounded"], "first\\", "second\\", "third")
    terminal.answers(PREP["carry-over"], "C:\\\\")
    terminal.answers(PREP["intention"], ":q")
    terminal.ends()
    assert home.answers() == {"grounded": "first\nsecond\nthird", "carry-over": "C:\\"}


@pytest.mark.usefixtures("seen")
def test_a_line_can_be_edited_before_it_is_sent(home: Home) -> None:
    terminal = prep(home)
    terminal.asked(PREP["grounded"])
    terminal.types("setled\x1b[D\x1b[D\x1b[D\x1b[Dt")
    terminal.answers(PREP["carry-over"], "one two\x17three")
    terminal.asked(PREP["intention"])
    assert "> settled" in terminal.screen
    terminal.types(":q")
    terminal.ends()
    assert home.answers() == {"grounded": "settled", "carry-over": "one three"}


@pytest.mark.parametrize(("key", "code"), [("c", 130), ("d", 0)])
@pytest.mark.usefixtures("seen")
def test_an_interrupted_walk_is_kept_and_resumes_where_it_stopped(home: Home, key: str, code: int) -> None:
    terminal = prep(home)
    terminal.answers(PREP["grounded"], "Settled")
    terminal.asked(PREP["carry-over"])
    terminal.presses(key)
    said = terminal.ends(code)
    assert "your answers are kept" in said.lower()
    assert f"Go on with: alliance prep J7 --on {today()}\n" in said
    resumed = home.terminal("prep", "J7")
    resumed.answers(PREP["carry-over"], "Nothing")
    resumed.answers(PREP["intention"], "")
    resumed.ends()
    assert home.answers() == {"grounded": "Settled", "carry-over": "Nothing", "intention": None}


def test_leaving_before_the_first_answer_stores_nothing(home: Home) -> None:
    terminal = prep(home)
    terminal.asked(PREP["grounded"])
    terminal.presses("c")
    terminal.ends(130)
    assert home.run("client", "list", "--json").stdout.split() == ["{", '"clients":', "[]", "}"]


@pytest.mark.usefixtures("seen")
def test_a_pasted_text_of_several_lines_is_one_answer(home: Home) -> None:
    terminal = prep(home)
    terminal.asked(PREP["grounded"])
    terminal.types("From my notes: \x1b[200~tired,\n\nbut here\x1b[201~.")
    terminal.answers(PREP["carry-over"], ":q")
    terminal.ends()
    assert home.answers() == {"grounded": "From my notes: tired,\n\nbut here."}


@pytest.mark.usefixtures("seen")
def test_a_number_jumps_to_a_question_and_passed_questions_are_asked_at_the_end(home: Home) -> None:
    terminal = prep(home)
    terminal.answers(PREP["grounded"], "Settled")
    terminal.answers(PREP["carry-over"], ":n 3")
    terminal.answers(PREP["intention"], ":n 9")
    terminal.sees("The questions here are numbered 1 to 3")
    terminal.answers(PREP["intention"], ":n1")
    terminal.sees("> Settled")
    terminal.types(":n 3")
    terminal.answers(PREP["intention"], "Slow down")
    terminal.answers(PREP["carry-over"], "Nothing")
    terminal.ends()
    assert home.answers() == {"grounded": "Settled", "carry-over": "Nothing", "intention": "Slow down"}


@pytest.mark.parametrize("typed", [":q", "<", "?", ":x"])
@pytest.mark.usefixtures("seen")
def test_a_command_typed_after_the_stored_words_is_a_command(home: Home, typed: str) -> None:
    home.keep("prep", "grounded: Settled")
    terminal = home.terminal("prep", "J7", "--restart")
    terminal.sees("> Settled")
    terminal.types(typed)
    if typed != ":q":
        terminal.sees("> ")
        terminal.types("\x15:q")
    terminal.ends()
    assert home.answers().get("grounded") == (None if typed == ":x" else "Settled")


@pytest.mark.usefixtures("seen")
def test_an_answer_of_several_lines_is_edited_as_a_whole(home: Home) -> None:
    home.keep("prep", 'grounded: "first\\nC:\\\\"')
    terminal = home.terminal("prep", "J7", "--restart")
    terminal.sees("> first")
    terminal.types("x")
    terminal.answers(PREP["carry-over"], ":q")
    terminal.ends()
    assert home.answers()["grounded"] == "first\nC:\\\\x"
