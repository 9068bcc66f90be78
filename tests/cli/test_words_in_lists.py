"""Lists show typed text only on request, on the screen and in JSON."""

from __future__ import annotations

import json

from .conftest import Alliance, made_once

NOTE, PLAN, REPAIRED, ANSWER, REASON = "wolkenbruch", "schneeglanz", "herbstlicht", "nebelhorn", "silberpfad"
QUESTION, PREPARED, OUTCOME, TAILORED = "sternwarte", "mondsichel", "morgentau", "wiesengrund"
PRACTISED, CARED = "uferweg", "ackerwinde"
MARKED = (NOTE, PLAN, REPAIRED, ANSWER, REASON, QUESTION, PREPARED, OUTCOME, TAILORED, PRACTISED, CARED)

NEVER = (
    (), ("J7",), ("history",), ("history", "J7", "--voices"), ("history", "J7", "--explain"), ("history", "--voices"),
    ("client", "list"), ("client", "show", "J7"), ("sessions", "list", "J7"), ("vault", "log"), ("vault", "due"),
)  # fmt: skip
"""Lists that never show typed words, whatever the options."""
WITH_NOTES = {
    ("history", "J7"): {NOTE, PLAN, REPAIRED, ANSWER},
    ("history", "J7", "--table"): {NOTE, PLAN, REPAIRED, ANSWER},
    ("history", "J7", "--all"): {NOTE, PLAN, REPAIRED, ANSWER},
    ("moments",): {NOTE, PLAN},
    ("moments", "--all"): {NOTE, PLAN},
    ("moments", "J7"): {NOTE, PLAN, REPAIRED},
    ("moments", "J7", "--kind", "rupture"): {NOTE, PLAN, REPAIRED},
    ("moments", "J7", "--decided"): {REASON},
    ("supervise", "--all"): {QUESTION, OUTCOME},
    ("tailor", "J7", "--history"): {TAILORED},
    ("practice", "history"): {PRACTISED},
    ("selfcare", "history"): {CARED},
}
"""Lists that show words with ``--notes``, and which words."""


@made_once
def told(alliance: Alliance) -> Alliance:
    """A vault with a marker word in every field that takes words."""

    def keep(*words: str, typed: str) -> None:
        ran = alliance(*words, "--answers", "-", typed=typed)
        assert ran.code == 0, ran.err

    alliance("client", "add", "J7")
    for day, bond in enumerate("99994", start=1):
        assert alliance("rate", "J7", "--bond", bond, "--on", f"2026-02-0{day}").code == 0
    keep("reflect", "J7", "--on", "2026-02-05", typed=f"ruptures: [{{note: {NOTE}, plan: {PLAN}}}]\nlearned: {ANSWER}")
    keep("repair", "J7", "1", "--on", "2026-02-05", typed=f"acknowledge: {REPAIRED}\noutcome: still-open")
    keep("supervise", "add", "J7", typed=f"question: {QUESTION}")
    keep("supervise", "prepare", "1", typed=f"reaction: {PREPARED}")
    keep("supervise", "done", "1", typed=f"outcome: {OUTCOME}")
    keep("tailor", "J7", typed=f"about-you: {TAILORED}")
    keep("practice", typed=f"objective: {PRACTISED}")
    keep("selfcare", typed=f"line: {CARED}")
    names = [flag["name"] for flag in alliance("moments", "J7", "--json").document["flags"]]
    assert alliance("moments", "J7", "--set-aside", names[0], typed=f"{REASON}\n").code == 0
    return alliance


def words_in(told: Alliance, *words: str) -> set[str]:
    ran = told(*words)
    assert ran.code == 0, (words, ran.err)
    return {word for word in MARKED if word in ran.out + ran.err}


def test_a_list_contains_no_typed_word(told: Alliance) -> None:
    for words in (*NEVER, *WITH_NOTES):
        assert words_in(told, *words) == set(), words
        if words != ("history", "J7", "--table"):
            assert words_in(told, *words, "--json") == set(), words


def test_notes_adds_the_typed_words(told: Alliance) -> None:
    for words, shown in WITH_NOTES.items():
        assert words_in(told, *words, "--notes") == shown, words
        assert words_in(told, *words, "--notes", "--json") >= shown, words
    assert words_in(told, "--json", "--notes") == {PLAN}
    assert words_in(told, "J7", "--json", "--notes") == {PLAN}


def test_the_open_filter_shows_ruptures_with_their_words(told: Alliance) -> None:
    assert words_in(told, "moments", "J7", "--open") == {NOTE, PLAN, REPAIRED}
    assert words_in(told, "moments", "J7", "--open", "--json") == set()


def test_an_item_chosen_by_number_is_shown_in_full_on_the_screen(told: Alliance) -> None:
    assert words_in(told, "moments", "J7", "--show", "1") == {NOTE, PLAN, REPAIRED}
    assert words_in(told, "supervise", "show", "1") == {QUESTION, PREPARED, OUTCOME}
    for words in (("moments", "J7", "--show", "1"), ("supervise", "show", "1")):
        assert words_in(told, *words, "--json") == set()
        assert len(words_in(told, *words, "--json", "--notes")) == 3


def test_keys_without_words_stay_in_json_and_are_empty(told: Alliance) -> None:
    (moment,) = told("history", "J7", "--json").document["sessions"][-1]["moments"]
    assert (moment["note"], moment["plan"], moment["repair"][0]["steps"]) == ("", "", {})
    (question,) = told("supervise", "--all", "--json").document["questions"]
    assert (question["question"], question["steps"], question["outcome"]["steps"]) == ("", {}, {})
    assert json.loads(told("tailor", "J7", "--json").out)["current"] == {}


def test_the_card_shows_the_words_of_the_last_session(told: Alliance) -> None:
    assert words_in(told, "prep", "J7", "--card") >= {PLAN, TAILORED}
    assert words_in(told, "prep", "J7", "--card", "--json") == set()
