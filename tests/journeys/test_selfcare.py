"""Self-care at a terminal: check-ins, the hint after low ones, and the course."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.journeys.program import Home

ASKED = ("How much energy", "How present are you", "How much are you carrying")


def test_a_third_low_check_in_brings_a_hint_and_a_better_one_ends_it(home: Home) -> None:
    for days in (2, 1):
        on = (datetime.now().astimezone().date() - timedelta(days=days)).isoformat()
        told = home.run("selfcare", "--on", on, stdin="3\n4\n9\n\n\n\n")
        assert told.returncode == 0, told.stderr
    terminal = home.terminal("selfcare")
    for question, rating in zip(ASKED, ("2", "11", "9"), strict=True):
        terminal.answers(question, rating)
        if rating == "11":
            terminal.sees("Type a whole number from 1 to 10.")
            terminal.types("3")
    terminal.answers("In one line", "Too many [losses] this week")
    terminal.answers("What has been restoring", "sleep, 4")
    terminal.answers("in your own words", "")
    assert "Kept: A check-in with yourself" in terminal.ends()
    shown = home.terminal().ends()
    assert "3 low check-ins in a row. Less load, a colleague or supervisor, or your own doctor may help:" in shown
    assert "  alliance learn self-care low-for-a-while\n  alliance selfcare\n" in shown
    assert "Too many [losses] this week" in home.terminal("selfcare", "history", "--notes").ends()
    assert home.run("selfcare", stdin="8\n8\n2\n\n\n\n").returncode == 0
    assert "Less load" not in home.run().stdout
