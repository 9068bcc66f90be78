"""The card at a terminal fits the window with the first question, and shows what was agreed."""

from __future__ import annotations

from datetime import date, timedelta

from tests.journeys.program import Home
from tests.journeys.terminal import Terminal
from tests.journeys.wording import PREP, SESSION

FIRST = date(2026, 1, 5)
LONG = "She said that it had felt like an exam she had not been told about, and that she had wanted to leave. "


def reflected(home: Home, week: int, ruptures: int, times: int = 1) -> None:
    """Store one session with this many open ruptures; ``times`` makes its notes longer than ordinary ones."""
    on = (FIRST + timedelta(weeks=week)).isoformat()
    home.keep("prep", f"intention: 'Ask before I explain. {LONG * (times - 1)}'", "--on", on)
    said = f"closing: 'Being asked. {LONG * times}'\ntension: yes\ntension-note: 'The clock. {LONG * times}'\n"
    home.keep("session", f"{said}client-bond: 7\n", "--on", on)
    noted = [f"{{note: 'Went quiet. {LONG * times}', plan: 'Say that I saw it. {LONG * times}'}}"] * ruptures
    home.keep("reflect", f"strongest: We laughed\nruptures: [{', '.join(noted)}]\n", "--on", on)


def opening(home: Home, rows: int, *arguments: str) -> Terminal:
    terminal = home.terminal("prep", "J7", *arguments, columns=80, rows=rows)
    terminal.asked(PREP["grounded"])
    return terminal


def test_the_card_and_the_first_question_fit_windows_of_each_height(home: Home) -> None:
    for week in range(7):
        reflected(home, week, 3 if week < 6 else 2, times=3)
    tailored = f"communication: '{LONG}'\nemotion: Quiet in sorrow\nauthority: '{LONG * 8}'\n"
    assert home.forked("tailor", "J7", "--answers", "-", stdin=tailored).returncode == 0
    for rows in (24, 30, 50):
        terminal = opening(home, rows)
        screen = terminal.screen
        terminal.types(":q")
        terminal.ends()
        assert len(screen) == rows
        assert screen[0].startswith("J7 · last session Mon 16 Feb 2026")
        assert any(line.startswith("1/3") for line in screen)
        assert [line for line in screen if line][-1] == ">"
        text = "\n".join(screen)
        for part in (
            "tension: The clock.",
            "closing: Being asked.",
            "Plan: Say that I saw it.",
            "Ask before I explain.",
        ):
            assert part in text
        assert "and 17 more open: alliance moments J7 --open" in text
        assert "Close one: alliance moments J7 --resolve " in text


def test_a_small_window_shows_an_ordinary_card_in_full(home: Home) -> None:
    reflected(home, 0, 0)
    terminal = opening(home, 24)
    screen = terminal.screen
    terminal.types(":q")
    terminal.ends()
    assert screen[0].startswith("J7 · last session")
    assert not any("more:" in line for line in screen)


def test_the_card_alone_leaves_room_for_the_next_command(home: Home) -> None:
    reflected(home, 0, 3, times=4)
    terminal = home.terminal("prep", "J7", "--card", columns=80, rows=24)
    terminal.ends()
    assert terminal.screen[0].startswith("J7 · last session")
    assert terminal.screen[-1] == ""


def test_a_repaired_rupture_shows_its_agreement_in_the_next_two_preparations(home: Home) -> None:
    reflected(home, 0, 1)
    repair = home.terminal("repair", "J7", "2", "--on", FIRST.isoformat())
    for _ in range(3):
        repair.sees("> ")
        repair.types("")
    repair.answers("Agree on a new path", "start with two minutes of settling")
    repair.answers("Where does it stand now?", "1")
    repair.ends()
    days = [(FIRST + timedelta(weeks=week)).isoformat() for week in (1, 2, 3)]
    for on in days[:2]:
        prep = home.terminal("prep", "J7", "--on", on)
        prep.sees("Repaired", "5 Jan; you agreed: start with two minutes of settling")
        prep.answers(PREP["grounded"], "Settled")
        prep.answers(PREP["carry-over"], "")
        prep.answers(PREP["intention"], "Settle first")
        prep.ends()
    last = home.terminal("prep", "J7", "--on", days[2])
    last.asked(PREP["grounded"])
    assert "you agreed" not in last.text
    last.types(":q")
    last.ends()


def test_a_session_shows_the_intention_and_the_plan(home: Home) -> None:
    reflected(home, 0, 1)
    on = (FIRST + timedelta(weeks=1)).isoformat()
    home.keep("prep", "intention: Settle first", "--on", on)
    session = home.terminal("session", "J7", "--on", on)
    line = "Intention: Settle first · Plan: Say that I saw it."
    session.sees(line)
    session.answers(SESSION["opening"], "")
    session.sees(line)
    session.answers(SESSION["mid-point"], "")
    session.sees(line)
    session.answers(SESSION["closing"], ":q")
    session.ends()
