"""The selfcare command: check-ins, their course, and a hint after three low ones."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.cli.conftest import Alliance

TODAY = datetime.now().astimezone().date()
LOW = "energy: 3\npresence: 4\nload: 9\n"
FAIR = "energy: 7\npresence: 8\nload: 4\n"
WORD = "3 low check-ins in a row. Less load, a colleague or supervisor, or your own doctor may help:"
COMMANDS = ["alliance learn self-care low-for-a-while", "alliance selfcare"]


def days_ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def check_in(alliance: Alliance, answers: str = LOW, days: int = 0) -> None:
    assert alliance("selfcare", "--on", days_ago(days), "--answers", "-", typed=answers).code == 0


def kept(alliance: Alliance) -> list[dict[str, Any]]:
    return list(alliance("selfcare", "history", "--json", "--notes").document["check_ins"])


def test_a_check_in_is_walked_and_can_be_read(alliance: Alliance) -> None:
    ran = alliance("selfcare", typed="6\n7\n5\nA good [day]\nmove, 4\nthe garden\n")
    assert (ran.code, ran.out) == (0, "")
    assert "Kept: A check-in with yourself" in ran.err
    assert kept(alliance) == [
        {
            "on": TODAY.isoformat(),
            "energy": 6,
            "presence": 7,
            "load": 5,
            "level": pytest.approx(19 / 3),
            "low": False,
            "line": "A good [day]",
            "restores": ["movement", "people"],
            "restores_too": "the garden",
        }
    ]
    assert "A good [day]" not in alliance("selfcare", "history").out
    shown = alliance("selfcare", "history", "--notes").out
    assert "A good [day]" in shown
    assert "movement 1  people I like 1" in shown


def test_everything_can_be_skipped(alliance: Alliance) -> None:
    ran = alliance("selfcare", typed="\n" * 6)
    assert (ran.code, ran.out) == (0, "")
    assert "Nothing was noted: A check-in with yourself" in ran.err
    assert "Kept" not in ran.err
    (only,) = kept(alliance)
    assert (only["energy"], only["level"], only["low"], only["restores"]) == (None, None, False, [])


def test_a_stopped_check_in_resumes_only_on_the_same_day(alliance: Alliance) -> None:
    stopped = alliance("selfcare", "--on", days_ago(1), typed="6\n:q\n")
    assert f"Go on with: alliance selfcare --on {days_ago(1)}" in stopped.err
    assert alliance("selfcare", typed="9\n:q\n").code == 0
    went_on = alliance("selfcare", "--on", days_ago(1), typed="7\n5\n\n\n\n")
    assert "2/6" in went_on.err
    assert [(each["energy"], each["presence"]) for each in kept(alliance)] == [(6, 7), (9, None)]


def test_a_second_check_in_a_day_is_separate_and_restart_corrects_the_last(alliance: Alliance) -> None:
    check_in(alliance, "energy: 3\nline: early\n")
    check_in(alliance, "energy: 5\nline: late\n")
    again = alliance("selfcare", "--restart", typed="6\n\n\n\n\n\n")
    assert "Kept: 5" in again.err
    assert [(each["energy"], each["line"]) for each in kept(alliance)] == [(3, "early"), (6, "late")]


def test_three_low_check_ins_show_a_hint_until_a_better_one(alliance: Alliance) -> None:
    for days in (3, 2):
        check_in(alliance, days=days)
    assert "check-in" not in alliance().out
    assert alliance("--json").document["self_care"] is None
    check_in(alliance, days=1)
    assert [line.strip() for line in alliance().out.splitlines()[-3:]] == [WORD, *COMMANDS]
    assert alliance("--json").document["self_care"] == {"says": WORD, "do": COMMANDS}
    check_in(alliance, FAIR)
    assert "check-in" not in alliance().out


def test_old_low_check_ins_show_no_hint(alliance: Alliance) -> None:
    for days in (90, 80, 70):
        check_in(alliance, days=days)
    assert alliance("--json").document["self_care"] is None


def test_the_limit_and_the_run_are_settings(alliance: Alliance) -> None:
    check_in(alliance, FAIR)
    assert alliance("config", "set", "selfcare.run", "1").code == 0
    assert alliance("config", "set", "selfcare.low", "8").code == 0
    assert "A low check-in. Less load" in alliance().out
    assert alliance("config", "set", "selfcare.run", "0").code == 0
    assert "Less load" not in alliance().out
    for wrong in (("selfcare.low", "0"), ("selfcare.low", "ten"), ("selfcare.run", "-1")):
        assert alliance("config", "set", *wrong).code == 2


def test_a_check_in_is_about_no_client_and_in_no_clients_history(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    alliance("session", "J7", "--answers", "-", typed="opening: hello\n")
    check_in(alliance, f"{LOW}line: heron\n")
    assert "heron" not in alliance("history", "J7", "--json", "--notes").out
    assert "heron" not in alliance("history", "--json").out


def test_choices_keep_their_names_in_another_language(alliance: Alliance) -> None:
    check_in(alliance, "restores: [movement, own-therapy]\n")
    ran = alliance("--language", "de", "selfcare", typed="5\n5\n5\n\nBewegung\n\n")
    assert "Wie viel Energie haben Sie heute?" in ran.err
    assert alliance("selfcare", "history", "--json", "--notes").document["restores"] == {
        "movement": 2,
        "own-therapy": 1,
    }
    assert "Bewegung 2  eigene Therapie 1" in alliance("--language", "de", "selfcare", "history").out


@pytest.mark.parametrize(
    ("arguments", "typed", "code"),
    [
        (("selfcare", "--on", "2999-01-01"), "", 2),
        (("selfcare", "--on", "yesterday"), "", 2),
        (("selfcare", "--on", "2026-01-01", "history"), "", 2),
        (("selfcare", "--restart", "history"), "", 2),
        (("selfcare", "histroy"), "", 2),
        (("selfcare",), "eleven\n", 2),
        (("selfcare",), "11\n", 2),
        (("selfcare",), f"{1}\n" * 9, 2),
        (("selfcare", "--answers", "-"), "enrgy: 3\n", 4),
        (("selfcare", "--answers", "-"), "energy: 0\n", 4),
        (("selfcare", "--answers", "nowhere.yaml"), "", 3),
    ],
)
def test_invalid_input_is_refused_in_a_sentence(
    alliance: Alliance, arguments: tuple[str, ...], typed: str, code: int
) -> None:
    ran = alliance(*arguments, typed=typed)
    assert (ran.code, ran.out) == (code, "")
    assert "alliance: " in ran.err
    assert "Traceback" not in ran.err


def test_an_answers_file_with_a_mistake_saves_nothing(alliance: Alliance) -> None:
    alliance("selfcare", "--answers", "-", typed="energy: 5\nload: 99\n")
    assert kept(alliance) == []


def test_an_empty_history_says_so(alliance: Alliance) -> None:
    assert "No check-in yet" in alliance("selfcare", "history").out
    assert alliance("selfcare", "history", "--json", "--notes").document == {
        "check_ins": [],
        "restores": {},
        "low_in_a_row": 0,
    }


def test_a_custom_range_is_refused_when_the_script_is_read(alliance: Alliance, home: Any) -> None:
    assert alliance("prompts", "edit", "self-care").code == 0
    copy = home / "prompts" / "self-care.yaml"
    copy.write_text(copy.read_text("utf-8").replace("    scale: energy\n", "    scale: energy\n    high: 5\n"), "utf-8")
    ran = alliance("prompts", "check")
    assert ran.code == 4
    assert "energy always runs from 1 to 10" in ran.err
    ran = alliance("selfcare")
    assert ran.code == 0
    assert "energy always runs from 1 to 10" in ran.err
    assert "the shipped script is used until that is corrected." in ran.err
