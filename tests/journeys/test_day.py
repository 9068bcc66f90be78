"""A day at a terminal: a new vault, a new client, the three walks, and what the next preparation shows."""

from __future__ import annotations

import pytest

from tests.journeys.program import PASSPHRASE, Home
from tests.journeys.terminal import Terminal
from tests.journeys.wording import PREP, REFLECT, SESSION

KEEPING = "For how many years after its last entry is a client's file kept? Enter takes 7."
YESTERDAY_PLAN = "Ask what the silence was like."


def make_the_vault(home: Home) -> None:
    terminal = home.terminal("init", ALLIANCE_PASSPHRASE=None)
    terminal.unseen("Choose a passphrase: ", PASSPHRASE)
    terminal.unseen("The same once more: ", PASSPHRASE)
    terminal.answers(KEEPING, "")
    assert "The vault is ready" in terminal.ends()
    assert PASSPHRASE not in terminal.text


def prepare_a_new_client(terminal: Terminal) -> None:
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.answers("Open a new client J7?", "y")
    terminal.answers(PREP["grounded"], "Tired, two breaths")
    terminal.answers(PREP["intention"], "Let silences stand")
    terminal.ends()


def hold_the_session(terminal: Terminal) -> None:
    terminal.answers(SESSION["opening"], "The move")
    terminal.answers(SESSION["mid-point"], "")
    terminal.answers(SESSION["closing"], "Being asked")
    terminal.answers(SESSION["tension"], "y")
    terminal.answers(SESSION["tension-note"], "When you looked away")
    terminal.answers(SESSION["tension-strength"], "6")
    terminal.answers(SESSION["tension-resolved"], "8")
    for scale, value in {"understood": "6", "goals": "8", "tasks": "7", "bond": "9"}.items():
        terminal.answers(SESSION[f"client-{scale}"], value)
    terminal.ends()


def note_the_moments(terminal: Terminal) -> None:
    terminal.answers(REFLECT["strongest"], "Laughed about the boxes")
    terminal.answers(REFLECT["strongest.component"], "3")
    terminal.answers(REFLECT["strongest.again"], "")
    terminal.answers(REFLECT["ruptures"], "Went quiet at the clock")
    terminal.answers(REFLECT["ruptures.noticed_by"], "both")
    terminal.answers(REFLECT["ruptures.marker"], "1")
    terminal.answers(REFLECT["ruptures.component"], "bond")
    terminal.answers(REFLECT["ruptures.own_part"], "")
    terminal.answers(REFLECT["ruptures.plan"], YESTERDAY_PLAN)
    terminal.answers(REFLECT["ruptures.again"], "")
    terminal.answers(REFLECT["clinician-strength"], "7")
    terminal.answers(REFLECT["clinician-resolved"], "")


def rate_and_compare(terminal: Terminal) -> None:
    for scale, value in {"understood": "8", "goals": "8", "tasks": "5", "bond": "7"}.items():
        terminal.asked(REFLECT[f"clinician-{scale}"])
        assert "apart" not in terminal.text
        terminal.types(value)
    compared = terminal.ends()
    for row in (["understood", "8", "6", "+2"], ["tasks", "5", "7", "-2"], ["bond", "7", "9", "-2"]):
        assert row in [line.split() for line in compared.splitlines()]


def test_a_day_from_an_empty_machine_to_the_next_preparation(bare: Home) -> None:
    make_the_vault(bare)
    prepare_a_new_client(bare.terminal("prep", "J7", ALLIANCE_PASSPHRASE=None))
    hold_the_session(bare.terminal("session", "j7"))
    reflection = bare.terminal("reflect", "J7")
    note_the_moments(reflection)
    rate_and_compare(reflection)
    shown = bare.terminal("history", "J7", "--notes", "--no-pager").ends()
    for expected in ("PSR", "Laughed about the boxes", "Went quiet at the clock", YESTERDAY_PLAN, "1 reflected on"):
        assert expected in shown

    card = bare.terminal("prep", "J7", "--again")
    card.sees("tension: When you looked away", "closing: Being asked")
    card.sees("Possible ruptures", "Went quiet at the clock", "(withdrawal · bond · noticed by both)", YESTERDAY_PLAN)
    card.sees("Let silences stand", "Strong moment", "Laughed about the boxes")
    card.sees("understood 6", "goals 8", "tasks 7", "bond 9", "1/3")
    card.types(":q")
    card.ends()


def test_every_answer_of_a_day_is_kept_under_its_prompt(home: Home) -> None:
    hold_the_session(home.terminal("session", "J7", "--new"))
    reflection = home.terminal("reflect", "J7")
    note_the_moments(reflection)
    rate_and_compare(reflection)
    session = home.history()["sessions"][0]
    assert session["phases"] == {"in-session": "finished", "post-session": "finished"}
    assert session["ratings"] == {
        "client": {
            **{"tension-strength": 6, "tension-resolved": 8},
            **{"understood": 6, "goals": 8, "tasks": 7, "bond": 9},
        },
        "clinician": {"tension-strength": 7, "understood": 8, "goals": 8, "tasks": 5, "bond": 7},
    }
    strong, rupture = session["moments"]
    assert (strong["kind"], strong["component"], strong["note"]) == ("strong", "bond", "Laughed about the boxes")
    assert {key: rupture[key] for key in ("kind", "marker", "component", "noticed_by", "state", "note", "plan")} == {
        "kind": "rupture",
        "marker": "withdrawal",
        "component": "bond",
        "noticed_by": "both",
        "state": "open",
        "note": "Went quiet at the clock",
        "plan": YESTERDAY_PLAN,
    }
    assert home.history()["open_ruptures"] == [rupture["id"]]
    answers = home.answers()
    assert (answers["tension"], answers["tension-note"], answers["mid-point"]) == (True, "When you looked away", None)


def test_no_comparison_is_shown_without_client_ratings(home: Home) -> None:
    terminal = home.terminal("reflect", "J7", "--new")
    for question in ("strongest", "ruptures", *(f"clinician-{scale}" for scale in ("understood", "goals", "tasks"))):
        terminal.answers(REFLECT[question], "")
    terminal.answers(REFLECT["clinician-bond"], "7")
    assert "nothing to compare" in terminal.ends()


def test_a_new_client_is_opened_only_after_a_yes_and_a_no_exits_cleanly(home: Home) -> None:
    terminal = home.terminal("prep", "J7")
    terminal.answers("Open a new client J7?", "")
    assert terminal.ends(0).strip() == "Nothing was opened."
    terminal = home.terminal("prep", "J7")
    terminal.asked("Open a new client J7?")
    terminal.presses("c")
    terminal.ends(130)
    assert home.run("client", "list", "--json").stdout.count("J7") == 0


def test_without_a_code_a_client_is_chosen_by_row_or_code(home: Home) -> None:
    for client, day in (("K12", "2026-01-02"), ("M3", "2026-01-09")):
        home.keep("reflect", "learned: x", "--on", day, client=client)
    by_number = home.terminal("prep")
    by_number.sees("1  M3", "2  K12", "Which client?")
    by_number.answers("", "2")
    by_number.sees("Before the session · K12")
    by_number.types(":q")
    by_number.ends()
    by_code = home.terminal("prep")
    by_code.answers("Which client?", "m3")
    by_code.sees("Before the session · M3")
    by_code.types(":q")
    by_code.ends()


def test_choosing_no_client_ends_quietly(home: Home) -> None:
    terminal = home.terminal("prep")
    terminal.answers("Which client?", "")
    assert "Nothing was chosen" in terminal.ends(130)


def test_init_repeats_until_the_passphrase_is_strong_and_names_the_next_step(bare: Home) -> None:
    terminal = bare.terminal("init", ALLIANCE_PASSPHRASE=None)
    for weak in ("one", "two", "three", "four"):
        terminal.unseen("Choose a passphrase: ", weak)
        terminal.sees("could guess this passphrase", "Enter alone lets you choose another")
        terminal.unseen("The same once more: ", "")
    terminal.unseen("Choose a passphrase: ", PASSPHRASE)
    terminal.unseen("The same once more: ", PASSPHRASE)
    terminal.answers(KEEPING, "soon")
    terminal.sees("That does not fit. Type a number of years from 1 to 100.")
    terminal.types("10")
    said = " ".join(terminal.ends().split())
    assert "review 10 years after its last entry: alliance vault due" in said
    assert bare.run("config", "get", "retention.years").stdout == "10\n"
    for expected in ("alliance vault recovery", f"{bare.folder}/backups", "alliance backup", "Next: alliance prep J7"):
        assert expected in said


def test_without_a_passphrase_no_vault_is_made(bare: Home) -> None:
    terminal = bare.terminal("init", ALLIANCE_PASSPHRASE=None)
    terminal.unseen("Choose a passphrase: ", PASSPHRASE)
    terminal.sees("The same once more: ")
    terminal.presses("d")
    assert "nothing was changed" in terminal.ends(130)
    assert not bare.folder.exists()


@pytest.mark.parametrize("wrong", [1, 2])
def test_a_wrong_passphrase_may_be_tried_again(home: Home, wrong: int) -> None:
    terminal = home.terminal("history", ALLIANCE_PASSPHRASE=None)
    for _ in range(wrong):
        terminal.unseen("Passphrase: ", "not this one")
    terminal.unseen("That is not it. Passphrase: ", PASSPHRASE)
    assert "No open clients" in terminal.ends()


def test_three_wrong_passphrases_leave_the_vault_locked(home: Home) -> None:
    terminal = home.terminal("prep", "J7", ALLIANCE_PASSPHRASE=None)
    for _ in range(3):
        terminal.unseen("Passphrase: ", "not this one")
    said = terminal.ends(5)
    assert "does not open the vault" in said
    assert "not this one" not in terminal.text


def test_an_empty_passphrase_leaves_the_vault_locked(home: Home) -> None:
    terminal = home.terminal("history", ALLIANCE_PASSPHRASE=None)
    terminal.sees("Passphrase: ")
    terminal.presses("d")
    assert "locked" in terminal.ends(5)


def test_init_makes_a_vault_only_once_both_passphrases_match(bare: Home) -> None:
    terminal = bare.terminal("init", ALLIANCE_PASSPHRASE=None)
    terminal.unseen("Choose a passphrase: ", "one")
    terminal.unseen("The same once more: ", "other")
    terminal.sees("The two differ.")
    assert not bare.folder.exists()
    terminal.unseen("Choose a passphrase: ", "one")
    terminal.unseen("The same once more: ", "one")
    terminal.answers(KEEPING, "")
    terminal.ends()
    assert bare.run("history", ALLIANCE_PASSPHRASE="one").returncode == 0
