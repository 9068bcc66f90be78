"""The walks are short: few questions, and little time between them."""

from __future__ import annotations

import re
from resource import RUSAGE_CHILDREN, getrusage

import pytest

from tests.journeys.program import Home

pytestmark = pytest.mark.usefixtures("derives")

MOST = {"prep": 3, "session": 9, "reflect": 7}
"""The most prompts that a default walk may ask."""
QUESTION = re.compile(r"^(?:[a-z-]+, )?\d+/\d+  ", re.MULTILINE)


def skipped_through(home: Home, command: str) -> int:
    """Press only Enter from start to end; returns how often."""
    told = home.run(command, "J7", "--new", stdin="\n" * 50)
    assert told.returncode == 0, told.stderr
    return len(QUESTION.findall(told.stderr))


@pytest.mark.parametrize("command", MOST)
def test_a_default_walk_asks_few_questions(home: Home, command: str) -> None:
    assert 1 <= skipped_through(home, command) <= MOST[command]
    assert home.forked("history", "J7").returncode == 3  # nothing was kept, not even the client


def test_skipping_through_a_whole_session_takes_less_than_ten_seconds(home: Home) -> None:
    before = getrusage(RUSAGE_CHILDREN)
    for command in MOST:
        skipped_through(home, command)
    after = getrusage(RUSAGE_CHILDREN)
    # Processor time, which depends little on the load of the machine. About 2 seconds.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 10
