"""With --plain nothing is drawn: checks the bytes of all commands, and compares sentences with --json.

PLAIN=show prints each screen.
"""

from __future__ import annotations

import io
import os
import re
import sys
from pathlib import Path

import pytest

from alliance_cli.cli.root import run
from alliance_cli.core.ratings import SCALES

from .conftest import PASSPHRASE, Alliance, made_once
from .test_pseudo_language import CHANGES, EARLIER, ERRORS, SETTING_UP, TREE, VIEWS, WALKS, Case, help_of

DRAWN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # escapes, carriage returns, backspaces, tabs, and the C1 controls
    "\u2190-\u21ff\u2300-\u23ff\u2500-\u259f\u25a0-\u25ff\u2700-\u27bf\u2800-\u28ff\u2b00-\u2bff\U0001f000-\U0001faff]"
)
"""Control characters but the line feed; arrows, boxes, blocks, shapes, ticks, braille and pictographs."""
ENTER = "\n" * 30


MORE = (
    Case(f"rate J7 --on {EARLIER[2]} --rater clinician --understood 7 --goals 8 --tasks 8 --bond 8"),
    Case("repair J7 2 --answers -", "acknowledge: a\noutcome: still-open\nplan: b"),
    Case("goals J7 --add words"),
    Case(f"measure J7 srs --on {EARLIER[1]} --items 9,9,8,9"),
    Case("practice --answers -", "skill: empathic attunement\nself-rating: 6\nrepetitions: 3"),
    Case("practice --answers -", "skill: empathic attunement\nself-rating: 8"),
    Case("selfcare --answers -", "energy: 7\npresence: 8\nload: 3"),
)
"""Commands that add data to the charts."""


@made_once
def filled(alliance: Alliance) -> Alliance:
    for case in (*SETTING_UP[1:], *MORE):
        alliance(*case.words.split(), typed=case.typed)
    return alliance


SLOW = ("report J7",)
"""This command writes a page; its screen output equals that of ``report --caseload``."""
CASES = tuple(
    case
    for case in (
        *map(help_of, TREE),
        *(Case(words) for words in (*VIEWS, "history J7 --last 3", "print checklist")),
        *(Case(words, ENTER) for words in (*WALKS, "selfcare", "practice")),
        *(Case(words, "x\n" + ENTER) for words in CHANGES),
        *(Case(words) for words in ERRORS),
    )
    if not case.words.startswith(SLOW)
)


class AtATerminal(io.StringIO):
    """A stream that claims to be a terminal and records its output."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def shown(case: Case, language: str, monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> str:
    """Everything a command writes to stdout and stderr."""
    stream = AtATerminal() if terminal else io.StringIO()
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, stream)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(case.typed.encode()), "utf-8"))
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", PASSPHRASE)
    words = case.words.replace("HOME/", os.environ["ALLIANCE_HOME"] + "/").split()
    run(["--plain", "--language", language, *words])
    return stream.getvalue()


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.usefixtures("filled")
def test_no_command_draws_anything(language: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Alternates between a terminal and a pipe; reversed in the other language."""
    drawn = {}
    with monkeypatch.context() as patch:
        patch.chdir(tmp_path)  # one command writes a page into its folder
        for place, case in enumerate(CASES):
            said = shown(case, language, patch, terminal=place % 2 == (language == "en"))
            if os.environ.get("PLAIN") == "show":
                os.write(1, f"\n$ alliance {case.words}\n{said}".encode())
            if found := DRAWN.findall(said):
                drawn[case.words] = found
    assert drawn == {}


def test_the_check_finds_a_drawn_character() -> None:
    assert DRAWN.findall("a\x1b[2K\r▇⠉─│●✓ · … „é“\n") == ["\x1b", "\r", "▇", "⠉", "─", "│", "●", "✓"]


def numbers(sentence: str) -> list[float | None]:
    """The values in a sentence, in order; None for a session without a value."""
    return [None if each == "none" else float(each) for each in re.findall(r"none|[+-]?\d+(?:\.\d+)?", sentence)]


def rounded(values: list[float | None]) -> list[float | None]:
    """Values rounded as in a sentence."""
    return [None if value is None else float(f"{value:.1f}") for value in values]


def after(said: str, words: str) -> list[float | None]:
    """The values after these words, up to the end of the clause."""
    clause = re.search(rf"{re.escape(words)}(.*?)(?:;|\.?(?:\n|$)(?![a-z]))", " ".join(said.split(" ")), re.DOTALL)
    assert clause is not None, (words, said)
    return numbers(clause[1])


def plain(alliance: Alliance, *words: str) -> str:
    ran = alliance("--plain", *words)
    assert ran.code == 0, ran
    return ran.out


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the screen wide enough to keep each sentence on one line."""
    monkeypatch.setenv("COLUMNS", "1000")


@pytest.mark.usefixtures("wide")
def test_the_sentences_of_a_course_have_the_numbers_of_json(filled: Alliance) -> None:
    said, document = plain(filled, "history", "J7"), filled("history", "J7", "--json").document
    sessions = document["sessions"]
    assert after(said, "The client's mean ratings, session by session: ") == rounded(
        [each["means"]["client"] for each in sessions]
    )
    assert after(said, "Your mean ratings, session by session: ") == rounded(
        [each["means"]["clinician"] for each in sessions]
    )
    last = sessions[-1]
    assert numbers(said.partition("Expected in session ")[2].partition(".\n")[0]) == [
        last["number"],
        *rounded([last["expected"]["expected"], last["expected"]["lower"]]),
    ]
    open_ = [each["number"] for each in sessions if any(moment["state"] == "open" for moment in each["moments"])]
    assert after(said, "Possible rupture, open: session") == open_
    strong = [each["number"] for each in sessions if any(moment["kind"] == "strong" for moment in each["moments"])]
    assert after(said, "Strong moment: sessions") == strong
    out = [each["number"] for each in sessions if {flag["kind"] for flag in each["flags"]} - {"tension-reported"}]
    assert after(said, "The numbers stand out: sessions") == out
    totals = [score["total"] for each in sessions for score in each["scores"] if score["instrument"] == "srs"]
    assert after(said, "srs by the client ") == totals


@pytest.mark.usefixtures("wide")
def test_the_rows_of_a_course_have_the_numbers_of_json(filled: Alliance) -> None:
    said, document = plain(filled, "history", "J7", "--table"), filled("history", "J7", "--json").document
    for scale in SCALES:
        row = next(line for line in said.splitlines() if line.startswith(f"{scale}: "))
        given = {
            rater: [each["ratings"][rater].get(scale) for each in document["sessions"]]
            for rater in ("client", "clinician")
        }
        assert after(row, "client ") == given["client"]
        assert after(row, "you ") == given["clinician"]
    for each in document["sessions"]:
        row = next(line for line in said.splitlines() if line.startswith(f"Session {each['number']}, {each['on']}"))
        if each["ratings"]["client"]:
            assert after(row, "client ") == [each["ratings"]["client"][scale] for scale in SCALES]


@pytest.mark.usefixtures("wide")
def test_the_differences_of_two_views_are_those_of_json(filled: Alliance) -> None:
    said, document = plain(filled, "history", "J7", "--voices"), filled("history", "J7", "--voices", "--json").document
    numbered = {each["id"]: each["number"] for each in filled("history", "J7", "--json").document["sessions"]}
    told = [(numbered[each["session"]], float(f"{each['difference']:.1f}")) for each in document["course"]]
    assert len(told) > 1
    assert after(said, "than the client, in points: ") == [value for pair in told for value in pair]


@pytest.mark.usefixtures("wide")
def test_the_other_charts_have_the_numbers_of_json(filled: Alliance) -> None:
    card = filled("prep", "J7", "--card", "--json").document
    assert after(plain(filled, "prep", "J7", "--card"), "Means, session by session: ") == rounded(card["means"])
    [line, *_others] = filled("history", "--json").document["clients"]
    assert after(plain(filled, "history"), "J7: course ") == rounded(line["recent_client_means"])
    [skill] = filled("practice", "history", "--json").document["skills"]
    assert after(plain(filled, "practice", "history"), "self-rating ") == skill["self_ratings"] == [6, 8]
    check_ins = filled("selfcare", "history", "--json").document["check_ins"]
    said = plain(filled, "selfcare", "history")
    for scale in ("energy", "presence", "load"):
        assert after(said, f"{scale}: course ") == [each[scale] for each in check_ins]


@pytest.mark.parametrize("words", ["history J7", "history J7 --table", "prep J7 --card", "client list"])
def test_a_variable_and_a_setting_also_choose_plain_output(
    filled: Alliance, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = filled("--plain", *words.split())
    assert filled(*words.split()).out != asked.out
    with monkeypatch.context() as patch:
        patch.setenv("ALLIANCE_PLAIN", "1")
        assert filled(*words.split()) == asked
    filled("config", "set", "screen.plain", "on")
    assert filled(*words.split()) == asked
