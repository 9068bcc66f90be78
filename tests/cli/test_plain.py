"""With --plain nothing is drawn: the bytes of all commands, and the sentences beside the numbers of --json.

PLAIN=show prints each screen.
"""

from __future__ import annotations

import io
import os
import re
import sys

import pytest

from alliance_cli.cli.root import run

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
    Case("practice --answers -", "skill: naming\nrating: 6\nrepetitions: 3"),
    Case("practice --answers -", "skill: naming\nrating: 8"),
    Case("selfcare --answers -", "energy: 7\npresence: 8\nload: 3"),
)
"""What else gives the charts more than one value."""


@made_once
def filled(alliance: Alliance) -> Alliance:
    for case in (*SETTING_UP[1:], *MORE):
        alliance(*case.words.split(), typed=case.typed)
    return alliance


CASES = (
    *map(help_of, TREE),
    *(Case(words) for words in VIEWS),
    *(Case(words, ENTER) for words in WALKS),
    *(Case(words, "x\n" + ENTER) for words in CHANGES),
    *(Case(words) for words in ERRORS),
    Case("selfcare", ENTER),
    Case("practice", ENTER),
    Case("demo"),
    Case("print checklist"),
)


class AtATerminal(io.StringIO):
    """A stream that says it is a terminal, and keeps what is written to it."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def shown(case: Case, language: str, monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> str:
    """All that a command writes, to either stream."""
    stream = AtATerminal() if terminal else io.StringIO()
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, stream)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(case.typed.encode()), "utf-8"))
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", PASSPHRASE)
    words = case.words.replace("HOME/", os.environ["ALLIANCE_HOME"] + "/").split()
    run(["--plain", "--language", language, *words])
    return stream.getvalue()


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "elsewhere"])
@pytest.mark.usefixtures("filled")
def test_nothing_is_drawn(language: str, terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = {}
    with monkeypatch.context() as patch:
        for case in CASES:
            said = shown(case, language, patch, terminal=terminal)
            if os.environ.get("PLAIN") == "show":
                os.write(1, f"\n$ alliance {case.words}\n{said}".encode())
            if found := DRAWN.findall(said):
                drawn[case.words] = found
    assert drawn == {}
