"""A day at the desk: one passphrase, the list, the walks of several clients, and the list again."""

from __future__ import annotations

import os
import signal
from datetime import datetime

import pytest

from tests.journeys.program import PASSPHRASE, Home, days_ago, today
from tests.journeys.terminal import Terminal
from tests.journeys.test_privacy import RARE
from tests.journeys.wording import PREP, REFLECT, SESSION

LIST = "q ends"
"""The end of the list, above the input line."""


@pytest.fixture
def weekly(home: Home) -> Home:
    """A home in which J7 was seen a week ago today."""
    home.keep("reflect", "learned: x", "--on", days_ago(7))
    return home


def begun(home: Home, *codes: str) -> Terminal:
    terminal = home.terminal("day", *codes, ALLIANCE_PASSPHRASE=None)
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.asked(LIST)
    return terminal


class Typist:
    """A person at the shell whose keys are counted, including Enter."""

    def __init__(self, home: Home) -> None:
        self.keys = len("alliance day") + 1
        self.terminal = home.terminal("day", ALLIANCE_PASSPHRASE=None)
        self.keys += len(PASSPHRASE) + 1
        self.terminal.unseen("Passphrase: ", PASSPHRASE)

    def answers(self, question: str, line: str = "") -> None:
        """Wait for a question, then type a line."""
        self.terminal.answers(question, line)
        self.keys += len(line) + 1


def test_the_three_walks_of_a_client_take_sixty_keys_from_the_shell(weekly: Home) -> None:
    typist = Typist(weekly)
    typist.answers(LIST)
    typist.answers(PREP["grounded"], ">")
    typist.answers(LIST)
    for question in ("opening", "mid-point", "closing", "tension"):
        typist.answers(SESSION[question])
    for scale, value in {"understood": "8", "goals": "7", "tasks": "9", "bond": "8"}.items():
        typist.answers(SESSION[f"client-{scale}"], value)
    typist.answers(LIST)
    typist.answers(REFLECT["strongest"], ">")
    typist.terminal.asked(LIST)
    assert typist.keys <= 60
    typist.terminal.presses("d")
    typist.terminal.ends()
    session = weekly.history()["sessions"][-1]
    assert session["phases"] == {"in-session": "finished", "post-session": "finished"}
    assert session["ratings"]["client"] == {"understood": 8, "goals": 7, "tasks": 9, "bond": 8}


def test_pressing_enter_at_each_question_takes_few_keys_too(weekly: Home) -> None:
    typist = Typist(weekly)
    typist.answers(LIST)
    for question in ("grounded", "carry-over", "intention"):
        typist.answers(PREP[question])
    typist.answers(LIST)
    for question in ("opening", "mid-point", "closing", "tension"):
        typist.answers(SESSION[question])
    for scale in ("understood", "goals", "tasks", "bond"):
        typist.answers(SESSION[f"client-{scale}"], "8")
    typist.answers(LIST)
    for question in (
        "strongest",
        "ruptures",
        *(f"clinician-{scale}" for scale in ("understood", "goals", "tasks", "bond")),
    ):
        typist.answers(REFLECT[question])
    typist.terminal.asked(LIST)
    assert typist.keys <= 65


def test_one_passphrase_serves_a_day_of_several_clients(weekly: Home) -> None:
    terminal = begun(weekly)
    assert f"{datetime.now().astimezone():%a %d %b %Y}" in terminal.text
    terminal.types("+ K9")
    terminal.asked(LIST)
    terminal.types("K9 Reflect --on yesterday --new")
    terminal.answers(REFLECT["strongest"], "We laughed")
    terminal.asked(REFLECT["strongest.component"])
    terminal.presses("c")
    terminal.sees("Your answers are kept.", f"alliance reflect K9 --on {days_ago(1)}")
    terminal.sees("K9", "reflect unfinished")
    terminal.asked(LIST)
    terminal.types("J7 prep")
    terminal.answers(PREP["grounded"], "Settled", ":q")
    terminal.asked(LIST)
    terminal.types("1")
    terminal.answers(PREP["carry-over"], "", "Slow down")
    terminal.asked(LIST)
    terminal.types("find laughed")
    terminal.sees("K9", "laughed", "1 passage.")
    terminal.asked(LIST)
    terminal.types("history J7")
    terminal.asked(LIST)
    terminal.types("rate J7 --bond 7")
    terminal.sees("by the client: bond 7")
    terminal.asked(LIST)
    terminal.types("alliance J7 card")
    terminal.sees("J7 · last session")
    terminal.asked(LIST)
    terminal.presses("d")
    terminal.ends()
    assert terminal.text.count("Passphrase: ") == 1
    assert weekly.answers()["intention"] == "Slow down"
    assert weekly.history("K9")["sessions"][0]["on"] == days_ago(1)
    logged = weekly.forked("vault", "log", "--all").stdout
    for action in ("alliance day", "alliance reflect", "alliance prep", "alliance history"):
        assert action in logged


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9", "alliance: There is no such row. Type a number from the list."),
        ("J7 reflct", "alliance: There is no such command. Did you mean reflect? See: alliance --help"),
        ("hstory J7", "alliance: There is no such command. Did you mean history? See: alliance --help"),
        ("reflect Q1 --on never", "alliance: That is not a date."),
        ("+ Maria Muster", "alliance: That looks like a name, and clients are kept as codes."),
        ("+", "alliance: Which code? Such as: + K9"),
        ("restore x.db", "alliance: That does not work inside a day. End the day first: q"),
        (
            "--home x history",
            "alliance: --home does not work inside a day, because its vault is already open. End the day first: q",
        ),
        ('find "it', "alliance: A quotation mark is not closed. Close it, or leave it out."),
        ("?", "J7 prep, J7 session and J7 reflect"),
        ("help", "J7 prep, J7 session and J7 reflect"),
        ("search x", "alliance: There is no such command. To find words you wrote: alliance find WORD"),
    ],
)
def test_an_error_takes_one_line_and_the_list_returns(weekly: Home, typed: str, said: str) -> None:
    terminal = begun(weekly)
    terminal.types(typed)
    terminal.sees(said)
    terminal.sees("client")
    terminal.asked(LIST)
    terminal.presses("c")
    terminal.sees("q ends the day.", "> ")
    terminal.types("q")
    terminal.ends()


@pytest.mark.parametrize("rows", [24, 60])
def test_a_result_stays_in_the_window_until_enter_shows_the_list(weekly: Home, rows: int) -> None:
    for day in (7, 14, 21):
        assert weekly.forked("rate", "J7", "--bond", "8", "--on", days_ago(day)).returncode == 0
    terminal = weekly.terminal("day", rows=rows)
    terminal.asked(LIST)
    terminal.types("history J7")
    if rows == 24:
        terminal.sees("Enter shows the list", "> ")
        assert any(line.startswith("J7 · 3 sessions") for line in terminal.screen)
        terminal.types("")
    terminal.asked(LIST)
    terminal.types("J7")
    terminal.answers(PREP["grounded"], ":q")
    terminal.asked(LIST)
    terminal.types("q")
    terminal.ends()


def test_ctrl_c_during_the_idle_check_is_handled(weekly: Home) -> None:
    terminal = begun(weekly)
    for _ in range(100):
        for each in (signal.SIGALRM, signal.SIGINT):
            os.kill(terminal.pid, each)
        terminal.sees("q ends the day.", "> ")
    terminal.types("q")
    terminal.ends()


@pytest.mark.usefixtures("derives")
def test_an_idle_list_is_cleared_and_locked_and_returns_after_the_passphrase(weekly: Home) -> None:
    (weekly.folder / "config.yaml").write_text(f"lock.after: {1.2 / 60}\n")
    terminal = begun(weekly, "K9")
    terminal.types("+ M3")
    terminal.asked(LIST)
    terminal.holds("J7 pr")
    terminal.sees("Locked")
    assert not {"K9", "M3"} & set(" ".join(terminal.screen).split())
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.sees("K9", "M3", LIST, "> J7 pr")
    terminal.types("ep")
    terminal.answers(PREP["grounded"], ":q")
    terminal.asked(LIST)
    terminal.types("q")
    terminal.ends()


@pytest.mark.parametrize("key", ["", "c"])
def test_a_locked_walk_resumes_and_returns_to_the_list(weekly: Home, key: str) -> None:
    (weekly.folder / "config.yaml").write_text(f"lock.after: {1.2 / 60}\n")
    terminal = begun(weekly)
    terminal.types("")
    terminal.answers(PREP["grounded"], "Settled")
    terminal.asked(PREP["carry-over"])
    terminal.sees("Locked")
    terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.asked(PREP["carry-over"])
    if key:
        terminal.presses(key)
        terminal.sees("alliance: Stopped. Your answers are kept. Go on with: alliance prep J7 --on ")
    else:
        terminal.types(">")
    terminal.asked(LIST)
    terminal.types("q")
    terminal.ends()
    assert weekly.answers()["grounded"] == "Settled"
    logged = weekly.forked("vault", "log", "--all").stdout
    assert "alliance prep" in logged
    assert "alliance\n" not in logged.replace(" \n", "\n")


def test_the_day_asks_for_a_passphrase_changed_meanwhile_and_goes_on(weekly: Home) -> None:
    terminal = begun(weekly)
    new = "seven-quiet-oaks-behind-the-mill"
    told = weekly.run("vault", "passphrase", ALLIANCE_NEW_PASSPHRASE=new)
    assert told.returncode == 0, told.stderr
    terminal.types("history J7")
    terminal.sees("changed while the vault was open here")
    terminal.unseen("Passphrase: ", new)
    terminal.asked(LIST)
    terminal.types("q")
    terminal.ends()


def test_text_typed_at_the_list_is_stored_nowhere(weekly: Home) -> None:
    terminal = begun(weekly)
    terminal.types(f"J7 {RARE}")
    terminal.sees("no such command")
    terminal.asked(LIST)
    terminal.types(f"{RARE} J7")
    terminal.sees("no such command")
    terminal.asked(LIST)
    terminal.types("q")
    said = terminal.ends()
    assert RARE not in said
    assert RARE not in weekly.forked("vault", "log", "--all").stdout
    assert not any(RARE.encode() in path.read_bytes() for path in weekly.root.rglob("*") if path.is_file())


def test_without_a_terminal_the_list_is_shown_once(weekly: Home) -> None:
    told = weekly.run("day", "K9", stdin="J7 prep\n")
    assert told.returncode == 0
    assert [line.split()[:3] for line in told.stdout.splitlines()[4:6]] == [["1", "K9", "-"], ["2", "J7", "-"]]
    assert today() in weekly.run("day", "--json").stdout
