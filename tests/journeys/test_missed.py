"""A client misses a prepared session; later preparations say so, and no reflection on it is due."""

from __future__ import annotations

from tests.journeys.program import Home
from tests.journeys.wording import PREP

FIRST, PREPARED = "2026-01-05", "2026-01-12"


def prepared(home: Home) -> None:
    home.keep("reflect", "ruptures: {note: Went quiet}\nclinician-bond: 7\n", "--on", FIRST)
    terminal = home.terminal("prep", "J7", "--on", PREPARED)
    terminal.answers(PREP["grounded"], "")
    terminal.answers(PREP["carry-over"], "")
    terminal.answers(PREP["intention"], "Ask about the silence")
    terminal.ends()


def test_a_prepared_session_is_missed(home: Home) -> None:
    prepared(home)
    terminal = home.terminal("sessions", "add", "J7", "--on", PREPARED, "--missed", "no-show")
    terminal.sees("J7's session of Mon 12 Jan 2026 is noted as missed (did not come). What you prepared stays.")
    terminal.ends()
    card = home.terminal("prep", "J7", "--on", "2026-01-19")
    card.sees("12 Jan (did not come). Missing a session can be a withdrawal.", "Ask about the silence")
    card.types(":q")
    card.ends()
    assert PREPARED not in home.forked("--json").stdout
    history = home.terminal("history", "J7", "--table").ends()
    assert "missed: did not come" in history
    assert "1 session, 1 reflected on, 0 rated by the client, 1 missed." in history
    refused = home.terminal("reflect", "J7", "--on", PREPARED).ends(8)
    assert f"alliance sessions add J7 --held --on {PREPARED}" in refused
    assert "no longer noted as missed" in home.terminal("sessions", "add", "J7", "--on", PREPARED, "--held").ends()
    home.keep("reflect", "learned: Much\n", "--on", PREPARED)
    assert [each["on"] for each in home.history()["sessions"]] == [FIRST, PREPARED]


def test_a_new_client_misses_the_first_session(home: Home) -> None:
    terminal = home.terminal("sessions", "add", "K3", "--missed", "late")
    terminal.sees("Open a new client K3? y or n")
    terminal.types("y")
    assert "noted as missed (cancelled late)." in terminal.ends()
    assert home.history("K3")["sessions"] == []
    assert [each["why"] for each in home.history("K3")["missed"]] == ["late"]
