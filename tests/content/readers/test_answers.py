"""An answers file gives the answers of a walk, or lists all its mistakes without repeating any answer."""

from __future__ import annotations

import json
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.content.readers.answers import read_answers
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import Value
from tests.content.conftest import mistakes_of, prompt_text, read_script, script_text

MARKER = "{id: marker, ask: a, purpose: b, options: {withdrawal: moved away, confrontation: moved against}}"
PLAN = "{id: plan, ask: a, purpose: b}"
SCRIPT = read_script(
    script_text(
        prompt_text(id="words"),
        prompt_text(id="tension", kind="yes-no"),
        prompt_text("when: {prompt: tension, is: yes}", id="tension-note"),
        prompt_text("scale: bond", "rater: client", id="bond", kind="rating"),
        prompt_text("options: [{value: walk, label: A walk}, {value: tea, label: Tea}]", id="one", kind="choice"),
        prompt_text("options: [walk, tea, talk, 'cake, then tea']", id="several", kind="choices"),
        prompt_text("records: rupture", "most: 2", f"fields: [{MARKER}, {PLAN}]", id="ruptures", kind="moments"),
        prompt_text(id="shown", kind="note"),
    ),
    "own.yaml",
    {},
)


def answers(text: str) -> dict[str, Value]:
    return read_answers(text, "day.yaml", SCRIPT)


def said(text: str) -> list[str]:
    return [f"{each.line} {each.key}: {each.what}" for each in mistakes_of(lambda: answers(text))]


def test_answers_have_the_keys_and_the_order_of_the_walk() -> None:
    text = """
ruptures:
  - note: He looked away.
    marker: withdrawal
    plan: Ask about it.
  - Came late
several: [talk, walk]
one: tea
bond: 7
tension: yes
tension-note: At the start
words: Fine
"""
    found = answers(text)
    assert found == {
        "words": "Fine",
        "tension": True,
        "tension-note": "At the start",
        "bond": 7,
        "one": "tea",
        "several": ("walk", "talk"),
        "ruptures.1.note": "He looked away.",
        "ruptures.1.marker": "withdrawal",
        "ruptures.1.plan": "Ask about it.",
        "ruptures.2.note": "Came late",
    }
    asked = [step.key for step in Interview.begin(SCRIPT, found).steps]
    assert list(found) == [key for key in asked if key in found]


@pytest.mark.parametrize("text", ["", "\n", "# none\n", "{}", "~"])
def test_an_empty_file_is_a_mistake(text: str) -> None:
    (only,) = mistakes_of(lambda: answers(text))
    assert str(only).startswith("day.yaml: holds no answer, perhaps")


@pytest.mark.parametrize("text", ["words:", "words:\nbond: null\nruptures: ~\nshown: ''\n", 'words: ""'])
def test_empty_answers_are_left_out(text: str) -> None:
    assert answers(text) == {}


@pytest.mark.parametrize("typed", ["no", "on", "2026-11-20", "7.0", "0x1f", "[/]", "12:30"])
def test_text_is_kept_as_written(typed: str) -> None:
    assert answers(f"words: '{typed}'\nruptures: ['{typed}']") == {"words": typed, "ruptures.1.note": typed}
    if "[" not in typed:
        assert answers(f"words: {typed}") == {"words": typed}


def test_a_block_of_text_keeps_its_last_line_break() -> None:
    assert answers("words: |\n  one\n\n  two\n") == {"words": "one\n\ntwo\n"}


@given(st.text(min_size=1))
def test_any_text_that_json_can_write_is_kept(text: str) -> None:
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    for escaped in (True, False):
        written = json.dumps({"words": whole}, ensure_ascii=escaped)
        if escaped or written.isprintable():
            assert answers(written) == ({"words": whole} if whole else {})


@pytest.mark.parametrize(
    ("text", "value"),
    [("tension: yes", True), ("tension: no", False), ("tension: False", False), ("tension: 'n'", False)],
)
def test_yes_and_no_are_read_in_every_usual_spelling(text: str, value: bool) -> None:
    assert answers(text) == {"tension": value}


@pytest.mark.parametrize(("typed", "value"), [("tea", "tea"), ("A walk", "walk"), ("2", "tea"), ("te", "tea")])
def test_a_choice_is_read_as_it_would_be_typed(typed: str, value: str) -> None:
    assert answers(f"one: {typed}") == {"one": value}


@pytest.mark.parametrize("typed", ["talk, walk", "[talk, walk]", "[3, 1]", "[talk, walk, talk]"])
def test_several_choices_are_a_list_or_a_text_with_commas(typed: str) -> None:
    assert answers(f"several: {typed}") == {"several": ("walk", "talk")}


def test_a_choice_written_in_full_is_not_an_abbreviation() -> None:
    assert answers("several: cake, then tea") == {"several": ("cake, then tea",)}


@pytest.mark.parametrize("written", ["ruptures: Late", "ruptures: {note: Late}", "ruptures: [{note: Late, plan: }]"])
def test_a_moment_may_have_only_a_note(written: str) -> None:
    assert answers(written) == {"ruptures.1.note": "Late"}


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("- a\n- b\n", "1 : is not a mapping"),
        ("Words without an id", "1 : is not a mapping"),
        ("wordz: a\n", "1 wordz: is not a prompt of the script own"),
        ("bond: 11\n", "1 bond: Type a whole number from 1 to 10"),
        ("bond: 7.5\n", "1 bond: Type a whole number from 1 to 10"),
        ("bond: [7]\n", "1 bond: Put one answer here"),
        ("words: [a]\n", "1 words: Put text here, in quotes"),
        ("words: {a: b}\n", "1 words: Put text here, in quotes"),
        ("tension: perhaps\n", "1 tension: Answer y or n"),
        ("one: coffee\n", "1 one: Type 1 or 2"),
        ("one: [tea]\n", "1 one: Put one answer here"),
        ("several: [tea, coffee]\n", "1 several: Type a number from 1 to 4"),
        ("shown: a\n", "1 shown: Nothing is asked here"),
        ("tension: no\ntension-note: a\n", "2 tension-note: is asked only if tension is answered with yes"),
        ("tension-note: a\n", "1 tension-note: is asked only if tension is answered with yes"),
        ("ruptures:\n- marker: withdrawal\n", "2 ruptures.1.note: is missing"),
        ("ruptures:\n- note: a\n-\n", "3 ruptures.2.note: is missing"),
        ("ruptures:\n- note: a\n  marker: none\n", "3 ruptures.1.marker: Type 1 or 2"),
        ("ruptures:\n- note: a\n  noticed_by: both\n", "3 ruptures.1.noticed_by: is not asked about this moment"),
        ("ruptures:\n- note: [a]\n", "2 ruptures.1.note: Put text here"),
        ("ruptures:\n- [a]\n", "2 ruptures.1.note: Put text here"),
        ("ruptures:\n- a\n- b\n- c\n- d\n", "4 ruptures: holds more moments than the 2"),
        ("words: a\nwords: b\n", "2 words: is used here a second time"),
        ("words: !x a\n", "1 : carries a tag"),
        ("words: it was: bad\n", "1 : holds a colon"),
    ],
)
def test_one_mistake_is_listed_once_with_its_line_and_key(text: str, mistake: str) -> None:
    (only,) = said(text)
    assert only.startswith(mistake)


def test_all_mistakes_are_listed_at_once_by_line() -> None:
    text = "bond: 99\nwordz: a\nruptures:\n- plan: a\n- b\n- c\ntension: perhaps\ntension-note: a\n"
    assert [line.split(":")[0] for line in said(text)] == [
        "1 bond",
        "2 wordz",
        "4 ruptures.1.note",
        "6 ruptures",
        "7 tension",
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tensions: yes", "tension"),
        ("Words: a", "words"),
        ("one: teaa", "tea"),
        ("ruptures: [{nte: a, note: b}]", "note"),
    ],
)
def test_the_nearest_word_is_suggested(text: str, meant: str) -> None:
    assert [mistake.did_you_mean for mistake in mistakes_of(lambda: answers(text))] == [meant]


@pytest.mark.parametrize(
    "text",
    [
        "bond: Zanzibar",
        "tension: Zanzibar",
        "one: Zanzibar",
        "several: [tea, Zanzibar]",
        "words: [Zanzibar]",
        "ruptures: [{note: a, marker: Zanzibar}]",
        "ruptures: [{note: {Zanzibar: Zanzibar}}]",
        "Zanzibar and more: a",
        "Zanzibar",
        "words: a\nShe spoke of Zanzibar: it was far\n",
        "words: 'Zanzibar",
        "words: Zanzibar: x",
        "words: *Zanzibar",
        "words: &Zanzibar a",
        "words: !Zanzibar a",
        "words: a\nwords: Zanzibar",
        "Zanzibar is far: a\nZanzibar is far: b",
        "tension: no\ntension-note: Zanzibar",
        "%Zanzibar\nwords: a",
    ],
)
def test_no_mistake_repeats_an_answer(text: str) -> None:
    told = "".join(map(str, mistakes_of(lambda: answers(text))))
    assert told
    assert "zanzibar" not in told.casefold()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_choice_is_read_with_composed_or_decomposed_accents(form: Literal["NFC", "NFD"]) -> None:
    options = f"options: [{normalize('NFD', 'gefühl')}, {normalize('NFC', 'gefühle')}]"
    script = read_script(script_text(prompt_text(options, id="what", kind="choices")), "own.yaml", {})
    read = read_answers(normalize(form, "what: gefühl"), "day.yaml", script)
    assert read == {"what": (normalize("NFD", "gefühl"),)}


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("words: went back to attempt #3 today", "1 words"),
        ("tension: yes\nwords: went back to\n  attempt #3 today", "3 words"),
        ("words: went back to\n  #3 today", "2 words"),
        ("words: #3 today", "1 words"),
        ("ruptures:\n  - note: goal #1\n    plan: ask", "2 ruptures.1.note"),
        ("ruptures:\n  - goal #1", "2 ruptures.1.note"),
        ("ruptures:\n  - note: a\n    plan: goal #1", "3 ruptures.1.plan"),
        ("ruptures: #1 was hard", "1 ruptures.1.note"),
    ],
)
def test_a_comment_after_unquoted_text_is_a_mistake(text: str, mistake: str) -> None:
    what = "holds a space and # inside a text, which ends it there; put the text in quotes"
    assert said(text) == [f"{mistake}: {what}"]


@pytest.mark.parametrize(
    "text",
    [
        "words: 'attempt #3' # the third",
        "words: |  # as it was\n  attempt\n# more",
        "words: attempt\n# a comment between two answers\ntension: yes # indeed",
        "words: attempt#3",
        "words: # not asked\ntension: yes",
        "ruptures:\n  - note: a\n    # the plan\n    plan: b\n  # a second one\n  - c\n",
    ],
)
def test_a_comment_that_cuts_off_no_text_is_allowed(text: str) -> None:
    assert answers(text)
