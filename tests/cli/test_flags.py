"""Flags on the command line: where they appear, what they are based on, and what a setting changes."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from .conftest import Alliance

CALM = [(9, 9, 8, 9), (9, 8, 9, 9), (8, 9, 9, 9)]


def rated(alliance: Alliance, *sessions: tuple[int, int, int, int], weeks_ago: int = 0) -> None:
    """Weekly sessions rated by the client; the last one is today or some weeks ago."""
    alliance("client", "add", "J7")
    for place, (understood, goals, tasks, bond) in enumerate(reversed(sessions), weeks_ago):
        day = (date.today() - timedelta(weeks=place)).isoformat()  # noqa: DTZ011 - the program's own today
        ratings = ("--understood", understood, "--goals", goals, "--tasks", tasks, "--bond", bond)
        assert alliance("rate", "J7", "--on", day, *map(str, ratings)).code == 0


def kinds(alliance: Alliance) -> list[str]:
    return [flag["kind"] for flag in alliance("history", "J7", "--json").document["sessions"][-1]["flags"]]


def test_calm_ratings_raise_no_flag(alliance: Alliance) -> None:
    rated(alliance, *CALM, (9, 9, 9, 9))
    assert kinds(alliance) == []
    assert "Worth a look" not in alliance("history", "J7").out


def test_a_fall_below_the_own_baseline_shows_its_numbers_and_the_next_step(alliance: Alliance) -> None:
    rated(alliance, *CALM, (7, 7, 6, 7))
    flags = alliance("history", "J7", "--json").document["sessions"][-1]["flags"]
    mean = next(flag for flag in flags if flag["kind"] == "own-baseline" and flag["component"] == "")
    assert mean["value"] == 6.75
    assert 8.5 < mean["expected"] < 8.9
    assert mean["says"].startswith("Lower than usual for this client: mean rating 6.8; about 8.")
    assert mean["next"]


def test_flags_show_in_prep_history_and_what_is_due(alliance: Alliance) -> None:
    rated(alliance, *CALM, (7, 7, 6, 7))
    assert "flag: own baseline" in alliance().out
    for arguments in (("history", "J7"), ("prep", "J7", "--again")):
        assert "was expected from earlier sessions" in " ".join(alliance(*arguments, typed=":q\n").out.split())
    due = alliance("--json").document["due"]
    assert [(each["client"], each["why"]) for each in due] == [("J7", "flag")]


def test_due_names_the_day_of_a_flags_session(alliance: Alliance) -> None:
    rated(alliance, *CALM, (7, 7, 6, 7), weeks_ago=1)
    assert alliance("rate", "J7", "--rater", "clinician", "--bond", "8").code == 0
    flagged = alliance("history", "J7", "--json").document["sessions"][-2]["on"]
    assert [each["since"] for each in alliance("--json").document["due"] if each["why"] == "flag"] == [flagged]


def test_reflect_shows_the_flags_of_its_own_session_once_the_clinicians_ratings_are_given(alliance: Alliance) -> None:
    rated(alliance, *CALM, (7, 7, 6, 7))
    walked = alliance("reflect", "J7", typed="\n\n9\n9\n9\n9\n")
    assert walked.code == 0
    assert walked.out.index("apart") < walked.out.index("Worth a look")
    assert "You rated 9 on average, the client 6.8." in walked.out
    assert "The client's own words:" not in walked.out


def test_reflect_ends_by_saying_where_to_read_the_clients_own_words(alliance: Alliance) -> None:
    assert alliance("session", "J7", "--new", "--answers", "-", typed="opening: slept well").code == 0
    walked = alliance("reflect", "J7", typed="\n\n9\n9\n9\n9\n")
    assert "The client's own words: alliance history J7 --notes" in walked.out


def test_reported_tension_is_a_flag_whatever_the_ratings(alliance: Alliance) -> None:
    rated(alliance, *CALM)
    alliance("session", "J7", typed="\n\n\ny\n\n9\n9\n9\n9\n")
    assert kinds(alliance) == ["tension-reported"]


def reports(alliance: Alliance) -> list[tuple[str, str]]:
    flags = alliance("history", "J7", "--json").document["sessions"][-1]["flags"]
    return [(flag["rater"], flag["says"]) for flag in flags if flag["kind"] == "tension-reported"]


def test_tension_reported_outside_a_walk_is_a_flag_with_who_reported_it(alliance: Alliance) -> None:
    rated(alliance, *CALM)
    alliance("rate", "J7", "--tension", "yes", "--rater", "clinician")
    assert reports(alliance) == [("clinician", "Tension noticed by you; the client was not asked.")]
    alliance("rate", "J7", "--tension", "yes")
    assert reports(alliance) == [("both", "Tension noticed by the client and by you.")]
    alliance("rate", "J7", "--tension", "no", "--rater", "clinician")
    assert reports(alliance) == [("client", "Tension noticed by the client, not by you.")]
    assert "flag: tension reported" in alliance().out
    alliance("rate", "J7", "--tension", "no")
    assert reports(alliance) == []


def test_history_voices_and_prep_say_who_reported_tension_wherever_it_was_given(alliance: Alliance) -> None:
    rated(alliance, *CALM)
    alliance("session", "J7", "--answers", "-", typed="tension: yes\n")
    assert "?client" in alliance("history", "J7").out
    alliance("rate", "J7", "--tension", "yes", "--rater", "clinician")
    assert "?both" in alliance("history", "J7", "--table").out
    assert "? tension reported when asked, and by whom" in alliance("history", "J7", "--table").out
    noticed = alliance("history", "J7", "--voices", "--json").document["noticed"]
    assert noticed == {"both": 1, "client": 0, "clinician": 0}
    assert "1 by both, 0 by the client only" in " ".join(alliance("history", "J7", "--voices").out.split())
    assert "Tension noticed by the client and by you." in alliance("prep", "J7", "--again", typed=":q\n").out


def test_prep_shows_reported_tension_beside_an_open_rupture_noticed_by_the_clinician(
    alliance: Alliance,
) -> None:
    rated(alliance, *CALM)
    answers = "ruptures:\n  - {note: Went quiet, noticed_by: clinician}\n"
    assert alliance("reflect", "J7", "--answers", "-", typed=answers).code == 0
    assert "Tension noticed" not in alliance("prep", "J7", "--again", typed=":q\n").out
    alliance("rate", "J7", "--tension", "yes")
    assert "Tension noticed by the client and by you." in alliance("prep", "J7", "--again", typed=":q\n").out


def test_a_setting_moves_the_threshold(alliance: Alliance) -> None:
    rated(alliance, (6, 6, 6, 6))
    assert kinds(alliance) == []
    assert alliance("config", "set", "flags.low", "6").code == 0
    assert kinds(alliance) == ["low-rating"]
    assert alliance("config", "get", "flags.low").out == "6\n"
    assert alliance("config", "reset", "flags.low").code == 0
    assert kinds(alliance) == []


def test_settings_are_listed_with_descriptions(alliance: Alliance) -> None:
    settings = alliance("config", "list", "--json").document["settings"]
    by_name = {each["name"]: each for each in settings}
    assert by_name["baseline.score"]["value"] == by_name["baseline.score"]["default"] == 1.99
    assert all(each["about"] for each in settings)
    assert "flags.low" in alliance("config", "list").out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("set", "flags.low", "12"), 2),
        (("set", "flags.low", "warm"), 2),
        (("set", "baseline.score", "0"), 2),
        (("set", "baseline.p", "0.03"), 3),
        (("get", "baseline.p"), 3),
        (("set", "srs.cut-off", "41"), 2),
        (("set", "flags.lwo", "3"), 3),
        (("get", "flags.lwo"), 3),
        (("reset", "flags.lwo"), 3),
    ],
)
def test_an_invalid_value_is_refused_and_changes_nothing(
    alliance: Alliance, arguments: tuple[str, ...], code: int
) -> None:
    before = alliance("config", "list", "--json").out
    ran = alliance("config", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert alliance("config", "list", "--json").out == before


def test_mistakes_in_the_file_of_settings_are_all_named(alliance: Alliance, home: Path) -> None:
    (home / "config.yaml").write_text("flags.low: 12\nflags.gpa: 3\n", "utf-8")
    ran = alliance("config", "list")
    assert ran.code == 4
    assert "config.yaml:1: flags.low" in ran.err
    assert "config.yaml:2: flags.gpa: is not a setting (did you mean flags.gap?)" in ran.err


def test_a_setting_from_an_earlier_version_is_ignored_with_a_warning(alliance: Alliance, home: Path) -> None:
    rated(alliance, *CALM, (7, 7, 6, 7))
    (home / "config.yaml").write_text("flags.low: 6\nbaseline.p: 0.03\n", "utf-8")
    ran = alliance("history", "J7", "--json")
    assert ran.code == 0
    assert ran.err == "config.yaml:2: baseline.p is ignored; baseline.score has taken its place.\n"
    assert ran.document["sessions"][-1]["flags"][0]["kind"] == "low-rating"
    assert alliance("config", "set", "baseline.p", "0.02").err.endswith("baseline.score has taken its place.\n")
    assert alliance("config", "reset", "baseline.p").code == 0
    assert (home / "config.yaml").read_text("utf-8") == "flags.low: 6\n"
    assert alliance("history", "J7", "--json").err == ""


@pytest.mark.parametrize(
    "arguments", [("history", "J7"), ("history", "J7", "--explain"), ("moments", "J7"), ("prep", "J7", "--again")]
)
def test_flags_name_the_card_to_read(alliance: Alliance, arguments: tuple[str, ...]) -> None:
    rated(alliance, *CALM, (7, 7, 6, 7))
    shown = alliance(*arguments, typed=":q\n").out
    commands = re.findall(r"alliance learn [a-z-]+ [a-z-]+", shown)
    assert commands
    assert all(alliance(*command.split()[1:]).code == 0 for command in commands)
    assert len(commands) == len(set(commands)) or "--explain" in arguments
