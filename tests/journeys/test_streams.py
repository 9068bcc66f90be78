"""Standard streams that are closed, full or read only in part."""

from __future__ import annotations

import pytest

from tests.journeys.program import Home


def through_shell(redirection: str) -> tuple[str, ...]:
    return ("sh", "-c", f'exec "$0" "$@" {redirection}')


@pytest.mark.parametrize("redirection", ["<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"])
def test_closed_streams_hurt_neither_the_program_nor_the_vault(home: Home, redirection: str) -> None:
    home.keep("prep", "grounded: x")
    told = home.run("rate", "J7", "--bond", "7", through=through_shell(redirection))
    assert told.returncode == 0, told.stderr
    assert "Traceback" not in told.stderr
    assert home.history()["sessions"][0]["ratings"]["client"] == {"bond": 7}


def test_a_walk_without_a_stdin_ends_like_one_without_lines(home: Home) -> None:
    told = home.run("prep", "J7", "--new", through=through_shell("<&-"))
    assert told.returncode == 0, told.stderr
    assert "Traceback" not in told.stderr


def test_a_result_that_cannot_be_written_is_reported(home: Home) -> None:
    told = home.run("history", through=through_shell(">/dev/full"))
    assert told.returncode == 7, told.stderr
    assert "alliance: The result could not be written" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_reader_that_has_seen_enough_is_no_error(home: Home) -> None:
    for place in range(6):
        home.keep("reflect", "{strongest: [{note: " + "long " * 3000 + "}]}", "--on", f"2026-01-{place + 10}")
    told = home.run("history", "J7", through=("sh", "-c", '"$0" "$@" | head -n 1; exit 0'))
    assert told.stderr == ""
    assert len(told.stdout.splitlines()) == 1
