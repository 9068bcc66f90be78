"""The history command: chart, table, caseload, both raters, and the flag rules."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from .conftest import Alliance

TODAY = date.today()  # noqa: DTZ011 - the program's own today


def rated(alliance: Alliance, code: str, *means: int, rater: str = "client", last: date = TODAY) -> None:
    """Weekly sessions up to ``last``, with four equal ratings each."""
    alliance("client", "add", code)
    for place, mean in enumerate(reversed(means)):
        day = (last - timedelta(weeks=place)).isoformat()
        ratings = [word for scale in ("understood", "goals", "tasks", "bond") for word in (f"--{scale}", str(mean))]
        assert alliance("rate", code, "--rater", rater, "--on", day, *ratings).code == 0


def test_a_course_is_drawn_and_its_pattern_named(alliance: Alliance) -> None:
    rated(alliance, "J7", 9, 9, 9, 6, 6, 6)
    out = alliance("history", "j7").out
    assert out.startswith("J7 · 6 sessions · ")
    assert out.count("●") == 6 + 1, "six sessions and the legend"
    assert "Client: high and falling. Worth a conversation." in out
    assert "\x1b" not in out


def test_the_picture_marks_every_flag_and_lists_those_of_the_latest_sessions(alliance: Alliance) -> None:
    rated(alliance, "J7", 9, 9, 4, 9, 9, 9)
    out = alliance("history", "J7").out
    assert "▲" in out
    assert "Worth a look" not in out
    assert "Worth a look" in alliance("history", "J7", "--table").out


@pytest.mark.parametrize("way", ["--table", "--all", "--notes"])
def test_a_table_has_one_row_per_session(alliance: Alliance, way: str) -> None:
    rated(alliance, "J7", *[9] * 22)
    out = alliance("history", "J7", way).out
    assert "┤" not in out
    first = (TODAY - timedelta(weeks=21)).isoformat()
    assert (first in out) == (way == "--all")


def test_the_sessions_to_show_can_be_chosen(alliance: Alliance) -> None:
    rated(alliance, "J7", *[9] * 12)
    days = [(TODAY - timedelta(weeks=week)).isoformat() for week in range(12)]
    for way in (("--last", "4"), ("--since", days[3])):
        picture, table = alliance("history", "J7", *way).out, alliance("history", "J7", *way, "--table").out
        assert "latest 4 of 12 sessions" in picture
        for out in (picture, table):
            assert days[3] in out
            assert days[4] not in out
        document = alliance("history", "J7", *way, "--json").document
        assert [each["number"] for each in document["sessions"]] == [9, 10, 11, 12]
        assert document["completeness"]["sessions"] == 12
    assert alliance("history", "J7", "--last", "100").out.startswith("J7 · 12 sessions")
    assert alliance("history", "J7", "--since", TODAY.isoformat()).code == 0


def test_no_session_since_a_day_is_one_sentence(alliance: Alliance) -> None:
    rated(alliance, "J7", 9, 9, last=TODAY - timedelta(days=9))
    ran = alliance("history", "J7", "--since", TODAY.isoformat())
    assert (ran.code, ran.out) == (0, "J7 has had no session since then. All of them: --all\n")


@pytest.mark.parametrize(
    "words",
    [
        ("J7", "--last", "0"),
        ("J7", "--last", "many"),
        ("J7", "--last", "3", "--all"),
        ("J7", "--last", "3", "--since", "2026-01-01"),
        ("--last", "3"),
        ("--since", "2026-01-01"),
    ],
)
def test_invalid_choices_of_sessions_are_refused(alliance: Alliance, words: tuple[str, ...]) -> None:
    rated(alliance, "J7", 9)
    ran = alliance("history", *words)
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize(("columns", "drawn"), [("60", True), ("59", False)])
def test_a_screen_of_60_columns_is_enough_to_draw(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch, columns: str, drawn: bool
) -> None:
    rated(alliance, "J7", 8, 9)
    monkeypatch.setenv("COLUMNS", columns)
    assert ("┤" in alliance("history", "J7").out) == drawn


def test_the_document_contains_the_pattern_or_an_empty_one(alliance: Alliance) -> None:
    rated(alliance, "J7", *[9] * 6)
    assert alliance("history", "J7", "--json").document["pattern"] == {
        "client": "starts high and stays",
        "clinician": "",
    }


def test_the_caseload_shows_one_line_for_each_client(alliance: Alliance) -> None:
    rated(alliance, "J7", 9, 9, 9, 6)
    rated(alliance, "B2", 9, last=TODAY - timedelta(days=10))
    lines = alliance("history").out.splitlines()
    assert lines[1].split() == ["B2", "▇", "9.0", "-", "-", "-", "10", "0/1"]
    assert lines[2].split() == ["J7", "▇▇▇▅", "6.0", "-3.0", "1", "-", "0", "0/4"]


def test_the_caseload_as_a_document_keeps_its_keys(alliance: Alliance) -> None:
    rated(alliance, "J7", 9, 9, 9, 6)
    (line,) = alliance("history", "--json").document["clients"]
    flags = line.pop("flags")
    assert {(flag["kind"], flag["value"]) for flag in flags} == {("own-baseline", 6.0)}
    assert line == {
        "client": "J7",
        "closed": False,
        "sessions": 4,
        "reflected": 0,
        "last_on": TODAY.isoformat(),
        "days_since_last": 0,
        "last_client_mean": 6.0,
        "own_level": 9.0,
        "recent_client_means": [9.0, 9.0, 9.0, 6.0],
        "open_ruptures": 0,
        "held_back": 0,
    }


EARLY = "It is too early to compare you with the client. Rated by both so far: 2 sessions."


def test_voices_of_a_client_as_text_and_as_a_document(alliance: Alliance) -> None:
    rated(alliance, "J7", 9, 8)
    rated(alliance, "J7", 7, 7, rater="clinician")
    out = alliance("history", "J7", "--voices").out
    assert EARLY in out
    assert "You tend to rate" not in out, "nothing is said of a level after two sessions"
    document = alliance("history", "J7", "--voices", "--json").document
    assert document["client"] == "J7"
    assert document["overall"] == {
        "scale": "",
        "difference": -1.5,
        "within_one_point": 0.5,
        "sessions": 2,
        "clients": 1,
        "says": EARLY,
    }
    assert [each["scale"] for each in document["scales"]] == ["understood", "goals", "tasks", "bond"]
    assert [(each["on"], each["difference"]) for each in document["course"]] == [
        ((TODAY - timedelta(weeks=1)).isoformat(), -2.0),
        (TODAY.isoformat(), -1.0),
    ]
    assert document["noticed"] == {"both": 0, "client": 0, "clinician": 0}
    congruence = document["congruence"]
    assert (congruence["bias"], congruence["tracking"], congruence["missing"]) == (-1.5, None, 6)
    assert congruence["says"] in " ".join(out.split())


def test_bias_and_tracking_are_reported_on_the_screen_and_as_a_document(alliance: Alliance) -> None:
    rated(alliance, "J7", 6, 7, 8, 9, 9, 8, 7, 6)
    rated(alliance, "J7", 5, 6, 6, 8, 7, 7, 6, 4, rater="clinician")
    document = alliance("history", "J7", "--voices", "--json").document
    assert document["overall"]["says"] == "You tend to rate 1.4 points below the client."
    congruence = document["congruence"]
    assert (congruence["bias"], congruence["sessions"], congruence["missing"]) == (-1.375, 8, 0)
    tracking = congruence["tracking"]
    assert set(tracking) == {"correlation", "low", "high", "sessions", "clients"}
    assert 0 < tracking["low"] < tracking["correlation"] < tracking["high"] < 1
    assert congruence["says"].startswith("Your ratings tend to rise and fall with the client's (correlation 0.9")
    assert [any(word in each for each in document["evidence"]) for word in ("6,888", "700 treatments")] == [True] * 2
    shown = " ".join(alliance("history", "J7", "--voices").out.split())
    for sentence in (document["overall"]["says"], congruence["says"], *document["evidence"]):
        assert sentence in shown


def test_voices_of_the_caseload(alliance: Alliance) -> None:
    for code in ("J7", "B2"):
        rated(alliance, code, 8, 8, 8)
        rated(alliance, code, 9, 9, 9, rater="clinician")
    said = "Over 6 sessions with 2 clients, you tend to rate 1 point above them on tasks."
    assert said in alliance("history", "--voices").out
    document = alliance("history", "--voices", "--json").document
    assert (document["overall"]["clients"], document["course"]) == (2, [])
    assert "client" not in document
    assert (document["congruence"]["clients"], document["congruence"]["missing"]) == (2, 5)


def test_voices_says_if_no_session_was_rated_by_both(alliance: Alliance) -> None:
    rated(alliance, "J7", 8)
    assert alliance("history", "J7", "--voices", "--json").document["congruence"] is None
    assert "6,888" not in alliance("history", "J7", "--voices").out


def test_explain_shows_the_rules_behind_a_clients_flags(alliance: Alliance) -> None:
    rated(alliance, "J7", 9, 9, 9, 6)
    out = alliance("history", "J7", "--explain").out
    assert out.startswith("own baseline\n    rule: ")
    assert "false alarms: " in out
    assert f"{TODAY}  Lower than usual for this client: mean rating 6;" in out
    assert "views apart" not in out
    (rule,) = alliance("history", "J7", "--explain", "--json").document["rules"]
    assert set(rule) == {"kind", "rule", "threshold", "false_alarms", "source", "flags"}
    assert {flag["component"] for flag in rule["flags"]} == {"", "understood", "goals", "tasks", "bond"}


def test_explain_shows_every_rule_without_a_client_or_with_all(alliance: Alliance) -> None:
    rated(alliance, "J7", 9, 9)
    every = [rule["kind"] for rule in alliance("history", "--explain", "--json").document["rules"]]
    assert {"own-baseline", "low-rating", "views-apart", "feedback-not-asked-for"} <= set(every)
    assert [
        rule["kind"] for rule in alliance("history", "J7", "--explain", "--all", "--json").document["rules"]
    ] == every
    assert alliance("history", "J7", "--explain").out == (
        "There is no flag for J7. All rules in words: alliance history --explain\n"
    )


def test_explain_uses_the_configured_threshold(alliance: Alliance) -> None:
    assert alliance("config", "set", "flags.low", "3").code == 0
    rules = {rule["kind"]: rule for rule in alliance("history", "--explain", "--json").document["rules"]}
    assert rules["low-rating"]["threshold"] == "a rating of 3 or lower; raised once, then again on change"


def test_two_views_at_once_are_refused(alliance: Alliance) -> None:
    ran = alliance("history", "--voices", "--explain")
    assert (ran.code, ran.out) == (2, "")
    assert "One at a time" in ran.err


@pytest.mark.parametrize("way", [(), ("--voices",), ("--explain",)])
def test_an_unknown_client_is_code_3(alliance: Alliance, way: tuple[str, ...]) -> None:
    assert alliance("history", "Q9", *way).code == 3


@pytest.mark.parametrize("columns", ["30", "40", "50"])
def test_nothing_is_cut_on_a_narrow_screen(alliance: Alliance, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    for day in (5, 6, 7):
        answers = f"client-understood: {day}\nclient-goals: 10\nclient-tasks: 10\nclient-bond: 10\n"
        on = f"2026-01-{day:02}"
        alliance("session", "J7", "--new", "--on", on, "--answers", "-", typed=answers)
        alliance("reflect", "J7", "--on", on, "--answers", "-", typed="clinician-understood: 7\nclinician-bond: 3\n")
    alliance("tailor", "J7", "--answers", "-", typed="communication: directly\nemotion: with restraint\n")
    monkeypatch.setenv("COLUMNS", columns)
    for arguments in (
        (), ("history",), ("history", "J7"), ("history", "J7", "--table"), ("history", "--voices"), ("client", "list"),
        ("prompts", "list"), ("measure",), ("config", "list"), ("prep", "J7"),
    ):  # fmt: skip
        shown = alliance(*arguments, typed=":q\n").out
        assert "…" not in shown, arguments
        assert max(map(len, shown.splitlines())) <= int(columns), arguments
    assert "restraint" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("J7", "--browse"), "needs a terminal"),
        (("--browse",), "one client's sessions"),
        (("J7", "--browse", "--json"), "takes no other option"),
        (("J7", "--browse", "--voices"), "takes no other option"),
        (("J7", "--browse", "--last", "3"), "takes no other option"),
    ],
)
def test_browsing_is_refused_if_it_is_not_possible(alliance: Alliance, words: tuple[str, ...], said: str) -> None:
    rated(alliance, "J7", 8, 9)
    ran = alliance("history", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
