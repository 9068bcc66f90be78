"""An answers file is stored completely, or not at all if it has a mistake."""

from __future__ import annotations

import pytest

from tests.journeys.program import Home, sentence

GOOD = """\
strongest:
  - note: Laughed about the boxes
    component: bond
ruptures:
  - note: |
      Went quiet.
      Then agreed.
    noticed_by: client
    marker: withdrawal
    component: tasks
    plan: "Ask: what was it like?"
clinician-bond: 7
"""
BAD = """\
strongst: Laughed about the boxes
ruptures:
  - note: Went quiet
    marker: sulked
clinician-bond: 70
clinician-goals: seven
"""


def test_prompts_missing_from_the_file_are_skipped(home: Home) -> None:
    path = home.work / "monday.yaml"
    path.write_text(GOOD)
    told = home.forked("reflect", "J7", "--new", "--answers", "monday.yaml", stdin="never read\n")
    assert told.returncode == 0
    session = home.history()["sessions"][0]
    assert session["phases"] == {"post-session": "finished"}
    assert session["ratings"]["clinician"] == {"bond": 7}
    assert [moment["note"] for moment in session["moments"]] == [
        "Laughed about the boxes",
        "Went quiet.\nThen agreed.\n",
    ]
    assert session["moments"][1]["plan"] == "Ask: what was it like?"
    assert home.answers()["clinician-goals"] is None


def test_a_dash_reads_the_answers_from_stdin(home: Home) -> None:
    assert home.run("reflect", "J7", "--new", "--answers", "-", stdin=GOOD).returncode == 0
    assert home.answers()["ruptures.1.marker"] == "withdrawal"


def test_every_mistake_is_listed_with_its_line_and_nothing_is_kept(home: Home) -> None:
    path = home.work / "monday.yaml"
    path.write_text(BAD)
    said = sentence(home.forked("reflect", "J7", "--new", "--answers", str(path)), 4)
    for line, key in ((1, "strongst"), (4, "ruptures.1.marker"), (5, "clinician-bond"), (6, "clinician-goals")):
        assert f"monday.yaml:{line}: {key}: " in said
    assert "(did you mean strongest?)" in said
    assert "4 mistakes" in said
    for typed in ("Laughed", "Went quiet", "sulked", "70", "seven"):
        assert typed not in said
    assert "J7" not in home.forked("client", "list", "--json").stdout


@pytest.mark.parametrize("nothing", ["", "{}\n"])
def test_an_empty_file_is_refused(home: Home, nothing: str) -> None:
    said = sentence(home.forked("reflect", "J7", "--new", "--answers", "-", stdin=nothing), 4)
    assert "-: holds no answer, perhaps because the program that should have written it failed" in said
    assert "J7" not in home.forked("client", "list", "--json").stdout


def test_a_mistake_leaves_earlier_answers_unchanged(home: Home) -> None:
    home.keep("reflect", GOOD)
    before = home.history()
    sentence(home.forked("reflect", "J7", "--answers", "-", stdin="clinician-bond: 3\nclinician-goals: x\n"), 4)
    assert home.history() == before


def test_a_later_file_changes_only_the_answers_it_contains(home: Home) -> None:
    home.keep("reflect", GOOD)
    home.keep("reflect", "clinician-bond: 3")
    session = home.history()["sessions"][0]
    assert session["ratings"]["clinician"] == {"bond": 3}
    assert len(session["moments"]) == 2


@pytest.mark.usefixtures("seen")
def test_a_file_finishes_a_walk_begun_by_hand_and_keeps_its_answers(home: Home) -> None:
    home.forked("prep", "J7", "--new", stdin="Settled\n")
    home.keep("prep", "intention: Be slow")
    assert home.answers() == {"grounded": "Settled", "carry-over": None, "intention": "Be slow"}
    assert home.history()["sessions"][-1]["phases"] == {"pre-session": "finished"}


def test_an_answer_to_a_prompt_that_would_not_be_asked_is_a_mistake(home: Home) -> None:
    told = home.forked("session", "J7", "--new", "--answers", "-", stdin="tension: no\ntension-note: When you sighed\n")
    assert "-:2: tension-note: is asked only if tension is answered with yes" in sentence(told, 4)


def test_a_binary_or_missing_file_is_reported(home: Home) -> None:
    not_utf_8 = home.forked("prep", "J7", "--new", "--answers", "-", stdin=b"grounded: caf\xe9\n")
    assert "not UTF-8" in sentence(not_utf_8, 4)
    assert "No answers file" in sentence(home.forked("prep", "J7", "--new", "--answers", "gone.yaml"), 3)
    assert "No answers file" in sentence(home.forked("prep", "J7", "--new", "--answers", str(home.work)), 3)


@pytest.mark.usefixtures("seen")
def test_yes_no_dates_and_numbers_stay_text(home: Home) -> None:
    home.keep("prep", "grounded: no\ncarry-over: 2026-11-20\nintention: 007")
    assert home.answers() == {"grounded": "no", "carry-over": "2026-11-20", "intention": "007"}
