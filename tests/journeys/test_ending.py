"""The work with a client ends and is resumed; then everything kept about the client is erased."""

from __future__ import annotations

from tests.journeys.program import Home
from tests.journeys.test_privacy import RARE, traces
from tests.journeys.wording import PREP


def test_a_client_is_closed_resumed_and_erased_once_the_code_is_typed_twice(home: Home) -> None:
    home.keep("reflect", f"learned: {RARE}", "--on", "2026-01-05")
    close = home.terminal("client", "close", "J7", "--on", "2026-01-12")
    close.answers("How did the work with J7 end?", "x")
    close.answers("Answer p or u", "p")
    close.sees("Closed J7 on 2026-01-12, planned.")
    close.ends()

    stays = home.terminal("prep", "J7")
    stays.answers("J7 was closed on 2026-01-12. Take the work up again?", "")
    stays.sees("Nothing was opened.", "alliance client reopen J7")
    stays.ends(0)
    prep = home.terminal("prep", "J7")
    prep.answers("J7 was closed on 2026-01-12. Take the work up again?", "y")
    prep.answers(PREP["grounded"], ":q")
    prep.ends()

    before = home.history()
    wrong = home.terminal("client", "erase", "J7")
    wrong.answers("To erase J7, type its code.", "J7")
    wrong.answers("The code once more.", "K7")
    wrong.sees("That is not the code. Nothing was erased.")
    wrong.ends(8)
    stopped = home.terminal("client", "erase", "J7")
    stopped.sees("J7: 1 session, the last entry on 2026-01-05", "alliance export J7.json --client J7")
    stopped.answers("To erase J7, type its code.", "J7")
    stopped.asked("The code once more.")
    stopped.presses("c")
    assert "Nothing was erased." in stopped.ends(130)
    assert home.history() == before

    erase = home.terminal("client", "erase", "J7")
    erase.answers("To erase J7, type its code.", "J7")
    erase.answers("The code once more.", "j7")
    erase.sees("J7 is erased.", "Copies and exports elsewhere are not known")
    erase.ends()
    assert home.run("history", "J7").returncode == 3
    assert traces(home) == []
    assert sorted(path.name for path in home.folder.iterdir()) == ["last-seen", "vault.db"]


def test_a_session_is_erased_once_its_code_and_date_are_typed(home: Home) -> None:
    for on in ("2026-01-05", "2026-01-12"):
        home.keep("reflect", f"learned: {RARE}", "--on", on)
    before = home.history()
    wrong = home.terminal("sessions", "erase", "J7", "--on", "2026-01-05")
    wrong.sees("J7, session 1 of 2026-01-05: 1 answer.", "alliance sessions move --help")
    wrong.answers("type the client's code.", "J7")
    wrong.answers("Now the session's date", "2026-01-12")
    wrong.sees("That is not the date. Nothing was erased.")
    wrong.ends(8)
    assert home.history() == before
    erase = home.terminal("sessions", "erase", "J7", "--on", "2026-01-05")
    erase.answers("type the client's code.", "j7")
    erase.answers("Now the session's date", "2026-01-05")
    erase.sees("J7's session of 2026-01-05 is erased.")
    erase.ends()
    assert [each["on"] for each in home.history()["sessions"]] == ["2026-01-12"]
