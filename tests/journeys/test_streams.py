"""Standard streams that are closed, full or read only in part."""

from __future__ import annotations

import pytest

from tests.journeys.program import Home


def through_shell(redirection: str) -> tuple[str, ...]:
    return ("sh", "-c", f'exec "$0" "$@" {redirection}')


@pytest.mark.parametrize("redirection", ["<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"])
def test_closed_streams_harm_neither_the_program_nor_the_vault(home: Home, redirection: str) -> None:
    home.keep("prep", "grounded: x")
    told = home.run("rate", "J7", "--bond", "7", through=through_shell(redirection))
    assert told.returncode == 0, told.stderr
    assert "Traceback" not in told.stderr
    assert home.history()["sessions"][0]["ratings"]["client"] == {"bond": 7}


def test_closed_stdin_counts_as_empty_input(home: Home) -> None:
    told = home.run("prep", "J7", "--new", through=through_shell("<&-"))
    assert told.returncode == 0, told.stderr
    assert "Traceback" not in told.stderr


def test_a_result_that_cannot_be_written_is_reported(home: Home) -> None:
    told = home.run("history", through=through_shell(">/dev/full"))
    assert told.returncode == 7, told.stderr
    assert "alliance: The result could not be written" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_reader_that_stops_early_is_no_error(home: Home) -> None:
    for place in range(6):
        home.keep("reflect", "{strongest: [{note: " + "long " * 3000 + "}]}", "--on", f"2026-01-{place + 10}")
    told = home.run("history", "J7", through=("sh", "-c", '"$0" "$@" | head -n 1; exit 0'))
    assert told.stderr == ""
    assert len(told.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    "words", [(), ("--help",), ("--version",), ("history", "--json"), ("prompts", "schema"), ("learn", "repair")]
)
def test_a_reader_that_reads_nothing_is_no_error(home: Home, words: tuple[str, ...]) -> None:
    told = home.run(*words, through=("bash", "-c", '"$0" "$@" | true; exit ${PIPESTATUS[0]}'))
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("history",), 0),
        (("rate", "J7", "--bond", "7"), 0),
        (("nonsense",), 2),
        (("client",), 2),
        (("history", "Q"), 3),
    ],
)
@pytest.mark.parametrize("redirection", ["2>/dev/full", "2> >(true)"])
def test_the_exit_code_is_right_if_stderr_cannot_be_written(
    home: Home, words: tuple[str, ...], code: int, redirection: str
) -> None:
    home.keep("prep", "grounded: x")
    told = home.run(*words, through=("bash", "-c", f'"$0" "$@" {redirection}'))
    assert told.returncode == code


def test_both_output_streams_may_fail(home: Home) -> None:
    assert home.run("history", through=through_shell(">/dev/full 2>/dev/full")).returncode == 7


@pytest.mark.parametrize("columns", ["0", "-1", "many", "99999999"])
def test_a_window_without_columns_counts_as_eighty_wide(home: Home, columns: str) -> None:
    assert home.run(COLUMNS=columns).stdout == home.run(COLUMNS="80").stdout != ""


def test_an_invalid_time_zone_stops_nothing(home: Home) -> None:
    assert home.run("history", TZ="UTC+25").returncode == 0
