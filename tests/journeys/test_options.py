"""Options that choose the session, the home folder and the output style."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.journeys.program import PASSPHRASE, Home, sentence
from tests.journeys.wording import SESSION

COLOUR = re.compile(r"\x1b\[[0-9;]*(3[0-7]|9[0-7]|4[0-7])[0-9;]*m")


def dates(home: Home) -> list[tuple[int, str]]:
    return [(each["number"], each["on"]) for each in home.history()["sessions"]]


def test_a_session_takes_todays_date_by_default(home: Home) -> None:
    home.keep("prep", "grounded: x")
    home.keep("reflect", "learned: y", "--on", "2026-01-09")
    home.keep("session", "opening: z", "--on", "2026-01-09")
    (first, then), (second, today) = dates(home)
    assert (first, then, second) == (1, "2026-01-09", 2)
    now = datetime.now(UTC).date()
    assert abs(datetime.fromisoformat(today).date() - now) <= timedelta(days=1)
    assert home.history()["sessions"][0]["phases"] == {"in-session": "finished", "post-session": "finished"}


def test_again_starts_a_second_session_on_the_same_date_and_later_walks_join_it(home: Home) -> None:
    home.keep("prep", "grounded: first", "--on", "2026-01-09")
    home.keep("prep", "grounded: second", "--on", "2026-01-09", "--again")
    home.keep("reflect", "learned: of the second", "--on", "2026-01-09")
    assert dates(home) == [(1, "2026-01-09"), (2, "2026-01-09")]
    assert home.answers(session=0)["grounded"] == "first"
    assert home.answers(session=1)["learned"] == "of the second"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("2999-01-01", "in the future"), ("09.01.2026", "not a date"), ("2026-02-30", "not a date"), ("", "not a date")],
)
def test_a_future_or_invalid_date_is_refused_before_any_question(home: Home, typed: str, said: str) -> None:
    assert said in sentence(home.forked("prep", "J7", "--new", "--on", typed, stdin="a\nb\nc\n"), 2)
    assert "J7" not in home.forked("client", "list", "--json").stdout


def test_full_adds_the_prompts_marked_optional(home: Home) -> None:
    short = home.run("session", "J7", "--new", stdin="").stderr
    full = home.run("session", "J7", "--new", "--full", stdin="\n" * 20).stderr
    assert "1/8" in short
    assert "1/11" in full
    for optional in ("felt", "missed", "still-right"):
        assert SESSION[optional] in full
        assert SESSION[optional] not in short


@pytest.mark.parametrize("place", ["before", "after", "in one word"])
def test_home_applies_at_any_position(home: Home, place: str, new_vault: Path) -> None:
    elsewhere = ["--home", str(home.folder)] if place != "in one word" else [f"--home={home.folder}"]
    command = ["prep", "J7", "--new"]
    words = [*elsewhere, *command] if place == "before" else [*command, *elsewhere]
    told = home.forked(*words, stdin="a\nb\n", ALLIANCE_HOME=str(home.root / "nowhere"))
    assert told.returncode == 0, told.stderr
    assert home.answers()["grounded"] == "a"
    assert not (home.root / "nowhere").exists()


def test_the_default_home_is_the_platforms_user_data_folder(bare: Home) -> None:
    made = bare.run("init", ALLIANCE_HOME=None)
    assert made.returncode == 0, made.stderr
    vaults = list(bare.user.rglob("vault.db"))
    assert len(vaults) == 1
    assert str(vaults[0]) in made.stderr


def test_an_empty_home_is_refused(home: Home) -> None:
    sentence(home.forked("history", "--home", ""), 2)


@pytest.mark.parametrize("words", [("--plain", "history", "J7"), ("history", "J7", "--plain")])
def test_plain_at_any_position_sends_no_terminal_codes(home: Home, words: tuple[str, ...]) -> None:
    home.keep("reflect", "ruptures: [{note: Went quiet}]")
    styled, plain = home.terminal("history", "J7"), home.terminal(*words)
    by_variable = home.terminal("history", "J7", ALLIANCE_PLAIN="1")
    for terminal in (styled, plain, by_variable):
        terminal.ends()
    assert "\x1b[" in styled.raw
    assert "\x1b[" not in plain.raw
    assert "\x1b[" not in by_variable.raw


def test_no_color_removes_all_colour(home: Home) -> None:
    home.keep("reflect", "ruptures: [{note: Went quiet}]")
    terminal = home.terminal("history", "J7", NO_COLOR="1", FORCE_COLOR="1")
    terminal.ends()
    assert not COLOUR.search(terminal.raw)


def test_the_passphrase_command_takes_precedence_over_the_variable(home: Home) -> None:
    command = f"printf '{PASSPHRASE}\\nnot this line'"
    assert home.run("history", ALLIANCE_PASSPHRASE="wrong", ALLIANCE_PASSPHRASE_COMMAND=command).returncode == 0
    wrong = home.run("history", ALLIANCE_PASSPHRASE_COMMAND="printf wrong")
    assert "does not open the vault" in sentence(wrong, 5)


@pytest.mark.usefixtures("seen")
def test_the_passphrase_command_does_not_read_piped_answers(home: Home) -> None:
    command = f"sh -c 'cat >/dev/null; echo {PASSPHRASE}'"
    told = home.run("prep", "J7", "--new", stdin="a\nb\nc\n", ALLIANCE_PASSPHRASE_COMMAND=command)
    assert told.returncode == 0, told.stderr
    assert home.answers() == {"grounded": "a", "carry-over": "b", "intention": "c"}


@pytest.mark.parametrize("command", ["false", "no-such-program-here", "true", "printf '"])
def test_a_failed_passphrase_command_is_reported_without_its_text(home: Home, command: str) -> None:
    told = home.run("history", ALLIANCE_PASSPHRASE_COMMAND=command)
    assert told.returncode in (2, 5)
    assert "no-such-program-here" not in sentence(told, told.returncode)
