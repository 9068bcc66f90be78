"""Late notes go to the day of the session they are about."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.journeys.program import Home, days_ago, sentence, today
from tests.journeys.wording import PREP, REFLECT


def in_words(days: int) -> str:
    day = datetime.now().astimezone() - timedelta(days=days)
    return f"{day:%a} {day.day} {day:%b}"


YESTERDAY = days_ago(1)


@pytest.fixture
def waiting(home: Home) -> Home:
    """A home in which J7 was seen yesterday, without a reflection."""
    home.keep("session", "opening: A long week", "--on", YESTERDAY)
    return home


def days(home: Home) -> dict[str, dict[str, str]]:
    return {each["on"]: each["phases"] for each in home.history()["sessions"]}


def test_a_reflection_on_saturday_can_go_to_fridays_session(waiting: Home) -> None:
    terminal = waiting.terminal("reflect", "J7")
    terminal.answers(f"Do you mean {in_words(1)}, not reflected on yet? y, or n for today", "perhaps", "y")
    terminal.answers(REFLECT["strongest"], "She laughed", ":q")
    assert f"Go on with: alliance reflect J7 --on {YESTERDAY}" in terminal.ends()
    again = waiting.terminal("reflect", "J7")
    again.answers(f"Do you mean {in_words(1)}, left unfinished? y, or n for today", "y")
    again.sees("This continues where you stopped.")
    again.types(":q")
    again.ends()
    assert list(days(waiting)) == [YESTERDAY]
    assert waiting.history()["sessions"][0]["moments"][0]["note"] == "She laughed"


def test_no_means_today_and_enter_changes_nothing(waiting: Home) -> None:
    terminal = waiting.terminal("reflect", "J7")
    terminal.answers("or n for today", "")
    terminal.ends(130)
    terminal = waiting.terminal("reflect", "J7")
    terminal.answers("or n for today", "n")
    terminal.answers(REFLECT["strongest"], "Today", ":q")
    terminal.ends()
    assert list(days(waiting)) == [YESTERDAY, today()]
    resumed = waiting.terminal("reflect", "J7")
    resumed.sees("This continues where you stopped.")
    resumed.types(":q")
    resumed.ends()


def test_one_of_several_waiting_sessions_is_chosen(waiting: Home) -> None:
    waiting.keep("session", "opening: Before that", "--on", days_ago(8))
    terminal = waiting.terminal("reflect", "J7")
    terminal.sees(f"1  {in_words(1)}, not reflected on yet", f"2  {in_words(8)}, not reflected on yet")
    terminal.answers("Which session?", "2")
    terminal.answers(REFLECT["strongest"], "Then", ":q")
    terminal.ends()
    assert days(waiting)[days_ago(8)]["post-session"] == "unfinished"


@pytest.mark.parametrize("options", [(), ("--answers", "-")])
def test_without_a_terminal_the_day_must_be_named(waiting: Home, options: tuple[str, ...]) -> None:
    told = sentence(waiting.forked("reflect", "J7", *options, stdin="learned: x\n"), 2)
    assert f"{in_words(1)}, not reflected on yet; which day is meant?" in told
    assert f"alliance reflect J7 --on {YESTERDAY}\nor: alliance reflect J7 --on {today()}\n" in told
    assert list(days(waiting)) == [YESTERDAY]
    waiting.keep("reflect", "learned: x", "--on", today())
    waiting.keep("reflect", "learned: x", "--on", YESTERDAY)
    waiting.keep("reflect", "learned: y")


def test_an_unfinished_session_is_asked_about(home: Home) -> None:
    home.forked("session", "J7", "--new", "--on", YESTERDAY, stdin="A long week\n")
    told = sentence(home.forked("session", "J7", stdin=""), 2)
    assert f"{in_words(1)}, left unfinished" in told
    assert f"alliance session J7 --on {YESTERDAY}\nor: alliance session J7 --on {today()}\n" in told


def test_an_unfinished_instrument_is_asked_about(waiting: Home) -> None:
    waiting.forked("measure", "J7", "srs", "--on", YESTERDAY, stdin="9\n8\n")
    told = sentence(waiting.forked("measure", "J7", "srs", stdin="9\n"), 2)
    assert f"alliance measure J7 srs --on {YESTERDAY}\nor: alliance measure J7 srs --on {today()}\n" in told
    whole = waiting.forked("measure", "J7", "srs", "--items", "9,8,9,9")
    assert whole.returncode == 0, whole.stderr


def test_informal_dates_are_read_only_at_a_terminal(home: Home) -> None:
    home.keep("prep", "grounded: Settled", "--on", YESTERDAY)
    for typed in ("yesterday", "gestern", "-1", f"{datetime.now().astimezone() - timedelta(days=1):%d.%m.%Y}"):
        terminal = home.terminal("prep", "J7", "--on", typed)
        terminal.asked(PREP["grounded"])
        terminal.types(":q")
        terminal.ends()
        assert "not a date" in sentence(home.forked("prep", "J7", "--on", typed, stdin=""), 2)
    assert list(days(home)) == [YESTERDAY]
    terminal = home.terminal("prep", "J7", "--on", "03/04/2026")
    assert "2026-03-04 or 2026-04-03" in terminal.ends(2)


def test_after_travelling_west_tomorrows_session_can_be_named(home: Home) -> None:
    east, west = "Pacific/Kiritimati", "Etc/GMT+12"
    told = home.run("session", "J7", "--new", "--answers", "-", stdin="opening: x", TZ=east)
    assert told.returncode == 0, told.stderr
    there = home.history()["sessions"][0]["on"]
    told = home.run("reflect", "J7", "--on", there, "--answers", "-", stdin="learned: y", TZ=west)
    assert told.returncode == 0, told.stderr
    assert "in the future" in sentence(home.run("reflect", "K8", "--new", "--on", there, TZ=west), 2)


def test_an_empty_session_is_not_kept(home: Home) -> None:
    home.keep("session", "opening: The last real one", "--on", YESTERDAY)
    for typed in (("",), ("Settled", "<", ":x"), ("", "<", ":x")):
        terminal = home.terminal("prep", "J7")
        terminal.asked(PREP["grounded"])
        for line in typed:
            terminal.types(line)
            terminal.sees("> ")
        terminal.types(":q")
        terminal.ends()
        assert list(days(home)) == [YESTERDAY]
    terminal = home.terminal("prep", "J7")
    terminal.asked(PREP["grounded"])
    terminal.types("")
    terminal.sees("> ")
    terminal.presses("c")
    terminal.ends(130)
    told = home.forked("prep", "J7", stdin="\n\n\n\n")
    assert "Nothing was noted: " in told.stderr
    assert list(days(home)) == [YESTERDAY]


@pytest.mark.parametrize("command", ["prep", "session"])
def test_a_preparation_from_the_evening_before_moves_to_todays_session(home: Home, command: str) -> None:
    home.keep("prep", "intention: Slow down", "--on", YESTERDAY)
    terminal = home.terminal(command, "J7")
    terminal.answers(f"You prepared on {in_words(1)}, and no session followed. Was that for today?", "y")
    terminal.types(":q")
    terminal.ends()
    assert list(days(home)) == [today()]
