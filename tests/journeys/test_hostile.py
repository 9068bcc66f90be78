"""Any typed text comes back unchanged and cannot control the terminal that shows it."""

from __future__ import annotations

import json
import unicodedata
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.journeys.program import Home

NASTY = (
    "he hit [wife] again",
    "[/]",
    "[bold red]stop[/bold red] [link=https://example.org]x[/link]",
    ":smile: :warning:",
    "\x1b[2J\x1b[1;31mred\x1b]0;title\x07\x1bP1$r\x1b\\",
    "\x9b2J\x9d0;title\x9c",
    "before\x00after",
    "over\rwritten\x08\x08\x7f\x0b\x0c\x0e\x1a",
    "\u202egnirts \u2066isolated\u2069 \u200fmark \u061cmark",
    "line\u2028paragraph\u2029next\x85",
    "\ufeffmark of order",
    "اليوم كان أصعب ثم ضحكنا",
    "היום היה קשה",
    "👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 ﷽ \U0010ffff",
    "null",
    "no",
    "~",
    "2026-11-20",
    "- a\n- b: {c: [d, *e]} # f",
    "'single' \"double\" \\back\\slash\\",
    "  spaces before and after  \n\n\ttab\n",
    "x" * 10_000,
    "\n".join(f"line {number} of a long evening" for number in range(2_000)),
    "<U+202E> ␀ \\u202e &amp; %s {0} ${HOME} `id`",
)
TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
PLACES = 8
typed = st.one_of(st.text(st.characters(exclude_categories=("Cs",)), min_size=1), st.sampled_from(NASTY[:-2]))
fresh = count(1)


def harmless(shown: str) -> bool:
    """Whether the text has no control characters and none that change the direction of reading."""
    kinds = {unicodedata.category(each) for each in shown.replace("\n", "")}
    return not kinds & {"Cc", "Zl", "Zp"} and not TURNING & set(shown)


def written(texts: list[str]) -> str:
    """An answers file with each text under a different key; YAML reads quoted JSON texts."""
    strong, first, second, third, plan, learned, again, other = map(json.dumps, texts)
    ruptures = f"[{{note: {first}, plan: {plan}}}, {{note: {second}}}, {{note: {third}, plan: {other}}}]"
    return f"strongest: [{{note: {strong}}}, {{note: {again}}}]\nruptures: {ruptures}\nlearned: {learned}\n"


def kept(home: Home, client: str) -> list[object]:
    answers = home.answers(client)
    steps = ("strongest.1.note", "ruptures.1.note", "ruptures.2.note", "ruptures.3.note", "ruptures.1.plan")
    return [answers[step] for step in (*steps, "learned", "strongest.2.note", "ruptures.3.plan")]


# Failing examples are not shrunk, because the texts of one example are informative enough.
@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(typed.filter(str.strip), min_size=PLACES, max_size=PLACES))
def test_any_text_from_a_file_appears_unchanged_in_the_history(home: Home, texts: list[str]) -> None:
    client = f"C{next(fresh)}"
    home.keep("reflect", written(texts), client=client)
    assert kept(home, client) == texts
    told = home.forked("history", client, "--notes")
    assert told.returncode == 0, told.stderr
    assert harmless(told.stdout)


@pytest.mark.parametrize("first", range(0, len(NASTY), PLACES))
def test_hostile_texts_are_kept_and_shown_harmlessly_everywhere(home: Home, first: int) -> None:
    texts = list(NASTY[first : first + PLACES])
    home.keep("reflect", written(texts), "--on", "2026-01-09")
    home.keep("prep", f"intention: {json.dumps(texts[0])}", "--on", "2026-01-09")
    again = home.forked("reflect", "J7", "--on", "2026-01-09", "--restart", stdin="\n" * 40)
    assert harmless(again.stderr)
    assert kept(home, "J7") == texts
    for words in ((), ("history", "J7", "--notes"), ("prep", "J7")):
        told = home.forked(*words)
        assert told.returncode == 0, told.stderr
        assert harmless(told.stdout + told.stderr), words


def test_every_document_is_plain_ascii_without_terminal_codes(home: Home) -> None:
    home.keep("reflect", written(list(NASTY[4:12])))
    told = home.forked("history", "J7", "--json", "--notes")
    assert told.stdout.isascii()
    assert harmless(told.stdout)


def test_brackets_and_colons_are_shown_as_typed_and_control_characters_as_symbols(home: Home) -> None:
    home.keep("reflect", written(list(NASTY[:PLACES])), "--on", "2026-01-09")
    shown = home.run("history", "J7", "--notes").stdout
    for text in NASTY[:4]:
        assert text.split(" [link")[0] in shown
    assert "␛[2J␛[1;31mred␛]0;title␇" in shown
    assert "before␀after" in shown
    card = home.run("prep", "J7").stdout
    assert NASTY[0] in card
    assert NASTY[1] in card


@pytest.mark.usefixtures("seen")
def test_hostile_lines_from_a_pipe_are_kept(home: Home) -> None:
    lines = [NASTY[4].rstrip("\\"), NASTY[6], NASTY[8]]
    assert home.run("prep", "J7", "--new", stdin="".join(f"{line}\n" for line in lines)).returncode == 0
    assert list(home.answers().values()) == lines
