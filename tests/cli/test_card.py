"""The card of a preparation shows what was said and agreed; sessions and reflections show parts of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Alliance, made_once

FIRST, SECOND, THIRD, FOURTH = "2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"
SAID = """
opening: The move
mid-point: It suits her
closing: Being asked first helped
tension: yes
tension-note: When you looked at the clock
client-bond: 6
"""
NOTED = "ruptures: [{note: Went quiet, marker: withdrawal, plan: Ask what it was like}]\nstrongest: We laughed\n"


@made_once
def seen(alliance: Alliance) -> Alliance:
    """A client with one session, with an intention, the client's words and an open possible rupture."""
    for command, answers in (("prep", "intention: Let silences stand"), ("session", SAID), ("reflect", NOTED)):
        assert alliance(command, "J7", "--new", "--on", FIRST, "--answers", "-", typed=answers).code == 0
    return alliance


def flat(text: str) -> str:
    return " ".join(text.split())


def repair(alliance: Alliance, on: str, answers: str) -> None:
    assert alliance("repair", "J7", "--on", on, "--answers", "-", typed=answers).code == 0


def test_the_card_shows_what_the_client_said_newest_first(seen: Alliance) -> None:
    shown = flat(seen("prep", "J7", "--card", "--on", SECOND).out)
    tension, closing = "tension: When you looked at the clock", "closing: Being asked first helped"
    assert f"The client said {tension} {closing}" in shown
    assert "The move" not in shown
    assert "2 · 5 Jan · Went quiet (withdrawal) Plan: Ask what it was like" in shown
    assert "Close it: alliance moments J7 --resolve 2" in shown
    assert "Last intention 5 Jan · Let silences stand" in shown


def test_words_from_a_custom_script_are_shown_by_its_parts_whatever_its_ids(alliance: Alliance, home: Path) -> None:
    own = home / "prompts" / "mine.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    prompts = (
        "{id: one, kind: text, part: opening, ask: x, purpose: x}",
        "{id: how-it-was, kind: text, part: closing, ask: x, purpose: x}",
        "{id: tension, kind: yes-no, ask: x, purpose: x}",
        "{id: more, kind: text, ask: x, purpose: x, when: {prompt: tension, is: yes}}",
        "{id: aside, kind: text, ask: x, purpose: x}",
    )
    own.write_text(f"id: mine\nphase: in-session\ntitle: x\nlanguage: en\nprompts: [{', '.join(prompts)}]\n")
    said = "one: first\nhow-it-was: second\ntension: yes\nmore: third\naside: fourth\n"
    alliance("session", "J7", "--new", "--on", FIRST, "--script", "mine", "--answers", "-", typed=said)
    document = alliance("prep", "J7", "--card", "--json", "--notes").document
    assert [(each["prompt"], each["text"]) for each in document["said"]] == [
        ("more", "third"),
        ("how-it-was", "second"),
    ]


def test_the_next_two_preparations_show_a_repair_and_its_agreement(seen: Alliance) -> None:
    repair(seen, FIRST, "new-path: start with two minutes of settling\noutcome: repaired\n")
    agreed = "5 Jan; you agreed: start with two minutes of settling"
    for on in (SECOND, THIRD):
        assert agreed in flat(seen("prep", "J7", "--on", on, typed="Settled\n\n\n").out)
        assert agreed in flat(seen("prep", "J7", "--on", on, "--card").out)
    assert agreed not in flat(seen("prep", "J7", "--on", FOURTH, "--card").out)


@pytest.mark.parametrize("answers", ["outcome: repaired\n", "new-path: Settle first\noutcome: let-go\n"])
def test_a_repair_without_an_agreement_is_not_shown(seen: Alliance, answers: str) -> None:
    repair(seen, FIRST, answers)
    assert "you agreed" not in seen("prep", "J7", "--on", SECOND, "--card").out


def test_an_agreement_made_before_the_repaired_outcome_counts_too(seen: Alliance) -> None:
    repair(seen, FIRST, "new-path: Settle first\noutcome: still-open\n")
    assert "taken up" in seen("prep", "J7", "--on", SECOND, "--card").out
    assert seen("moments", "J7", "--resolve", "2", "--on", FIRST, "--answers", "-", typed="outcome: repaired").code == 0
    assert "5 Jan; you agreed: Settle first" in flat(seen("prep", "J7", "--on", SECOND, "--card").out)


def test_the_card_alone_asks_nothing_and_stores_nothing(seen: Alliance) -> None:
    before = seen("history", "J7", "--json").document
    ran = seen("prep", "J7", "--card", typed="must not be read\n")
    assert (ran.code, ran.err) == (0, "")
    assert seen("history", "J7", "--json").document == before
    assert ran.out.startswith("J7 · last session Mon 05 Jan 2026 · number 1\n")


def test_the_card_as_json_has_words_only_with_notes(seen: Alliance) -> None:
    seen("tailor", "J7", "--answers", "-", typed="authority: Guide\n")
    repair(seen, FIRST, "new-path: Settle first\noutcome: repaired\n")
    more = "ruptures: [{note: Sharp tone, plan: Ask}]\n"
    seen("reflect", "J7", "--on", SECOND, "--answers", "-", typed=more)
    bare, whole = (seen("prep", "J7", "--card", "--json", *notes, "--on", THIRD) for notes in ((), ("--notes",)))
    words = ("clock", "asked first", "Let silences", "Settle first", "Sharp tone", "Guide")
    assert not any(word in bare.out for word in words)
    assert all(word in whole.out for word in words)
    document = bare.document
    assert set(document) == set(whole.document)
    assert (document["client"], document["on"], document["last_session"]["number"]) == ("J7", THIRD, 2)
    assert (document["said"], document["tailoring"]) == ([], {})
    assert document["agreed"] == [{"moment": 2, "on": FIRST, "text": ""}]
    assert [(each["number"], each["on"], each["note"]) for each in document["open_ruptures"]] == [(3, SECOND, "")]
    assert document["intention"] == {"on": FIRST, "text": ""}
    assert document["ratings"] == [{"scale": "bond", "last": 6, "before": None, "is_usual": False}]


def test_the_card_is_empty_without_a_session_and_refused_without_a_client(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    assert alliance("prep", "J7", "--card").out == "J7: nothing is kept from an earlier session.\n"
    assert alliance("prep", "J7", "--card", "--json").document["last_session"] is None
    assert alliance("prep", "K1", "--card").code == 3


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--card", "--restart"), "--restart does not go with --card"),
        (("--card", "--answers", "-"), "--answers does not go with --card"),
        (("--card", "--new"), "--new does not go with --card"),
        (("--card", "--notes"), "--notes goes with --card --json"),
        (("--json",), "--json goes with --card"),
        (("--notes",), "--notes goes with --card"),
    ],
)
def test_options_that_conflict_are_refused(seen: Alliance, words: tuple[str, ...], says: str) -> None:
    ran = seen("prep", "J7", *words)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_a_session_keeps_intention_and_plan_in_view_at_each_of_its_parts(seen: Alliance) -> None:
    seen("prep", "J7", "--on", SECOND, "--answers", "-", typed="intention: Slow down")
    ran = seen("session", "J7", "--on", SECOND, typed="The move\nIt suits\n" + "\n" * 6)
    line = "Intention: Slow down · Plan: Ask what it was like"
    assert ran.err.splitlines().count(line) == 3
    assert ran.err.index(line) < ran.err.index("opening, 1/")


def test_long_intention_and_plan_share_one_line(alliance: Alliance) -> None:
    alliance("prep", "J7", "--new", "--on", FIRST, "--answers", "-", typed=f"intention: {'slow ' * 50}")
    noted = f"ruptures: [{{note: x, plan: {'ask ' * 50}}}]"
    alliance("reflect", "J7", "--on", FIRST, "--answers", "-", typed=noted)
    alliance("prep", "J7", "--on", SECOND, "--answers", "-", typed=f"intention: {'slow ' * 50}")
    (line,) = {
        line for line in alliance("session", "J7", "--on", SECOND, typed=":q\n").err.splitlines() if "Plan: " in line
    }
    assert len(line) <= 100
    assert line.startswith("Intention: slow slow")
    assert "slow … · Plan: ask ask" in line
    assert line.endswith("ask …")


def test_without_an_intention_or_plan_no_line_is_shown(alliance: Alliance) -> None:
    err = alliance("session", "J7", "--new", typed=":q\n").err
    assert "Intention" not in err
    assert "Plan" not in err


def test_a_reflection_begins_with_what_the_client_said_today_and_the_intention(seen: Alliance) -> None:
    seen("prep", "J7", "--on", SECOND, "--answers", "-", typed="intention: Slow down")
    seen("session", "J7", "--on", SECOND, "--answers", "-", typed=SAID)
    ran = seen("reflect", "J7", "--on", SECOND, typed=":q\n")
    assert [line.rstrip() for line in ran.out.splitlines()] == [
        "What the client said today",
        "    opening: The move",
        "    mid point: It suits her",
        "    closing: Being asked first helped",
        "    tension: When you looked at the clock",
        "",
        "Your intention was",
        "    Slow down",
        "",
    ]


def test_a_reflection_begins_at_once_if_the_client_said_nothing(seen: Alliance) -> None:
    assert seen("reflect", "J7", "--on", SECOND, typed=":q\n").out == ""


def test_the_command_named_by_the_card_asks_what_was_agreed_and_the_card_shows_it(seen: Alliance) -> None:
    number = next(each["number"] for each in seen("moments", "J7", "--open", "--json", "--notes").document["moments"])
    assert f"alliance moments J7 --resolve {number}" in seen("prep", "J7", "--card").out
    ran = seen(
        "moments", "J7", "--resolve", str(number), "--on", SECOND, typed="repaired\nBegin with two quiet minutes\n"
    )
    assert ran.code == 0, ran.err
    assert "Begin with two quiet minutes" in seen("prep", "J7", "--card").out


def test_flags_stay_on_the_card_until_the_client_gives_new_feedback(seen: Alliance) -> None:
    low = "client-understood: 3\nclient-goals: 3\nclient-tasks: 3\nclient-bond: 3\n"
    seen("session", "J7", "--on", SECOND, "--answers", "-", typed=low)
    says = "The client rated"
    assert says in seen("prep", "J7", "--card").out
    seen("reflect", "J7", "--on", THIRD, "--answers", "-", typed="strongest: [We laughed]\n")
    assert says in seen("prep", "J7", "--card").out
