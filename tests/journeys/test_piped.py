"""Answers piped in from another program, one line for each prompt."""

from __future__ import annotations

import pytest

from tests.journeys.program import Home, sentence, today
from tests.journeys.wording import PREP


@pytest.mark.usefixtures("seen")
def test_a_line_answers_a_prompt_and_an_empty_line_skips_it(home: Home) -> None:
    told = home.run("prep", "J7", "--new", stdin="Settled\n\nBe slow\n")
    assert (told.returncode, told.stdout) == (0, "J7 · last session Thu 02 Jan 2020 · number 1\n")
    assert home.answers() == {"grounded": "Settled", "carry-over": None, "intention": "Be slow"}
    assert home.history()["sessions"][-1]["phases"] == {"pre-session": "finished"}


@pytest.mark.parametrize("text", ["Settled\r\nb\r\nc\r\n", "Settled\nb\nc", "Settled\nb\nc\n\n \n"])
@pytest.mark.usefixtures("seen")
def test_line_ends_and_trailing_blank_lines_make_no_difference(home: Home, text: str) -> None:
    assert home.forked("prep", "J7", "--new", stdin=text).returncode == 0
    assert home.answers() == {"grounded": "Settled", "carry-over": "b", "intention": "c"}


def test_a_backslash_continues_an_answer_on_the_next_line(home: Home) -> None:
    home.forked("prep", "J7", "--new", stdin="one\\\ntwo\\\n\\\nfour\n\n\n")
    assert home.answers()["grounded"] == "one\ntwo\n\nfour"


@pytest.mark.usefixtures("seen")
def test_typed_commands_mean_the_same_as_at_a_terminal(home: Home) -> None:
    told = home.forked("prep", "J7", "--new", stdin="Rushed\n<\nCalm\n?\n <3\n:q\n")
    assert told.returncode == 0
    assert home.answers() == {"grounded": "Calm", "carry-over": "<3"}


@pytest.mark.usefixtures("seen")
def test_with_too_few_lines_the_answers_are_kept_and_the_walk_can_be_resumed(home: Home) -> None:
    told = home.forked("prep", "J7", "--new", stdin="Settled\n")
    assert told.returncode == 0
    assert f"Go on with: alliance prep J7 --on {today()}\n" in told.stderr
    resumed = home.forked("prep", "J7", stdin="b\nc\n")
    assert PREP["grounded"] not in resumed.stderr
    assert home.answers() == {"grounded": "Settled", "carry-over": "b", "intention": "c"}


def test_extra_lines_are_reported_and_the_answers_are_kept(home: Home) -> None:
    told = home.run("prep", "J7", "--new", stdin="a\nb\nleft over words\n")
    said = sentence(told, 2)
    assert "more lines than prompts" in said
    assert "left over" not in said
    assert home.answers() == {"grounded": "a", "intention": "b"}


def test_an_invalid_line_stops_the_run_and_everything_before_it_is_kept(home: Home) -> None:
    told = home.forked("session", "J7", "--new", stdin="The move\n\n\nperhaps\n7\n")
    said = sentence(told, 2)
    assert "The answer to tension does not fit. Answer y or n." in said
    assert "perhaps" not in said
    assert home.answers() == {"opening": "The move", "mid-point": None, "closing": None}


def test_a_line_that_is_not_utf_8_stops_the_run(home: Home) -> None:
    told = home.run("prep", "J7", "--new", stdin=b"Settled\ncaf\xe9\nc\n")
    assert "not UTF-8" in sentence(told, 2)
    assert home.answers() == {"grounded": "Settled"}


def test_empty_input_stores_nothing(home: Home) -> None:
    assert home.forked("prep", "J7", "--new", stdin="").returncode == 0
    assert "J7" not in home.forked("client", "list", "--json").stdout


def test_an_unknown_client_is_not_opened_without_new(home: Home) -> None:
    home.keep("prep", "grounded: x", client="J70")
    told = home.forked("prep", "J7", stdin="a\nb\nc\n")
    said = sentence(told, 3)
    assert "Nearest: J70. A new client is opened with --new." in said
    assert '"J7"' not in home.forked("client", "list", "--json").stdout


def test_the_passphrase_is_never_read_from_the_answers(home: Home) -> None:
    told = home.run("prep", "J7", "--new", stdin="Settled\nb\nc\n", ALLIANCE_PASSPHRASE=None)
    assert "locked" in sentence(told, 5)


def test_a_conditional_prompt_takes_a_line_only_if_it_is_asked(home: Home) -> None:
    home.forked("session", "J7", "--new", stdin="\n\n\ny\nWhen you sighed\n5\n\n6\n7\n8\n9\n")
    home.forked("session", "K1", "--new", stdin="\n\n\nn\n6\n7\n8\n9\n")
    assert home.answers("J7")["tension-note"] == "When you sighed"
    assert "tension-note" not in home.answers("K1")
    for client in ("J7", "K1"):
        ratings = home.history(client)["sessions"][0]["ratings"]["client"]
        assert ratings.pop("tension-strength", None) == (5 if client == "J7" else None)
        assert ratings == {"understood": 6, "goals": 7, "tasks": 8, "bond": 9}


def test_moments_open_their_fields_and_end_with_an_empty_line(home: Home) -> None:
    lines = ["Laughed", "bond", "", "Went quiet", "me", "2", "goals", "", "Ask", "", "6", "8", "", "", "", "7"]
    assert home.forked("reflect", "J7", "--new", stdin="\n".join(lines)).returncode == 0
    strong, rupture = home.history()["sessions"][0]["moments"]
    assert (strong["note"], strong["component"]) == ("Laughed", "bond")
    assert (rupture["note"], rupture["noticed_by"], rupture["marker"]) == ("Went quiet", "clinician", "confrontation")
    assert (rupture["component"], rupture["plan"]) == ("goals", "Ask")
    assert home.history()["sessions"][0]["ratings"]["clinician"] == {
        "tension-strength": 6,
        "tension-resolved": 8,
        "bond": 7,
    }
