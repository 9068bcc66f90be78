"""Practice at a terminal is logged, interrupted, resumed, and shown before a session."""

from __future__ import annotations

from alliance_cli.core.walk.script import Phase
from tests.journeys.program import Home
from tests.journeys.test_privacy import RARE, traces
from tests.journeys.wording import PREP, asks

PRACTICE = asks(Phase.PRACTICE)
TWICE = "Type a whole number from 0 to 999."


def test_a_rehearsal_is_logged_and_its_skill_is_shown_before_a_session(home: Home) -> None:
    first = home.terminal("practice")
    first.answers(PRACTICE["skill"], "talk")
    first.answers(PRACTICE["objective"], f"Ask [first], {RARE} \x1b[31m")
    first.answers(PRACTICE["how"], "1")
    first.answers(PRACTICE["repetitions"], "a dozen", "1000", "12")
    first.asked(PRACTICE["minutes"])
    first.presses("c")
    assert "Go on with: alliance practice" in first.ends(130)
    assert first.text.count(TWICE) == 2

    again = home.terminal("practice")
    again.answers(PRACTICE["minutes"], "9")
    assert PRACTICE["repetitions"] not in again.text
    for prompt, answer in {"self-rating": "6", "feedback": "nobody", "next-step": "Slower"}.items():
        again.answers(PRACTICE[prompt], answer)
    again.ends()

    later = home.terminal("practice")
    later.sees("Your next step was: Slower", "Enter keeps each one")
    for prompt in ("skill", "objective", "how"):
        later.answers(PRACTICE[prompt], "")
    later.answers(PRACTICE["repetitions"], ":q")
    later.ends()

    shown = home.terminal("practice", "history", "--notes").ends()
    for words in ("Now: talking about the relationship", f"Ask [first], {RARE}", "12 repetitions · 9 min", "last 6"):
        assert words in shown
    home.keep("session", "opening: hello\n")
    prep = home.terminal("prep", "J7")
    prep.sees("Practising", "Talking about the relationship", "Something seems to have changed")
    prep.answers(PREP["grounded"], ":q")
    prep.ends()
    assert RARE not in prep.text
    assert traces(home) == []
