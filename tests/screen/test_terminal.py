"""On a real terminal, typed and pasted text arrives unchanged, and cut text never reaches the clipboard."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from tests.journeys.terminal import Terminal

_READY = "╭"
_ROOT = Path(__file__).parents[2]
_COLOUR = re.compile(r"\x1b\[(?:[0-9]+;)*(?:3[0-9]|4[0-9]|9[0-7]|10[0-7])(?:;[0-9]+)*m")


def _entered(folder: Path, keys: str, **environment: str) -> tuple[str, str]:
    """The text entered with some keys, and everything sent to the terminal."""
    kept = folder / "entered"
    env = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", **environment}
    terminal = Terminal([sys.executable, "-m", "tests.screen.one_input", str(kept)], env, _ROOT, 80, 24)
    terminal.sees(_READY)
    terminal.holds_unseen(keys)
    terminal.ends()
    return kept.read_text(encoding="utf-8"), terminal.raw


def _pasted(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


def test_terminal_keys_edit_and_enter_text(tmp_path: Path) -> None:
    entered, _ = _entered(tmp_path, "one\ntwo\nthree\x7f\x7fee\x1b[D\x1b[D-\r")
    assert entered == "one\ntwo\nthr-ee"


def test_a_pasted_megabyte_arrives_whole(tmp_path: Path) -> None:
    text = "Wir sprachen über den Abschied, [b]字[/b] und \x1b[31m. " * 20_000
    entered, _ = _entered(tmp_path, _pasted(text) + "!\r")
    assert entered == text + "!"


def test_cut_text_never_reaches_the_terminals_clipboard(tmp_path: Path) -> None:
    select_all, cut, copy, paste = "\x1b[18~", "\x18", "\x03", "\x16"
    entered, sent = _entered(tmp_path, f"secret{select_all}{copy}{cut}{paste}{paste}\x15x\r")
    assert entered == "x"
    assert _COLOUR.search(sent)
    assert "\x1b]" not in sent
    assert "\a" not in sent


def test_no_colour_is_sent_under_no_color(tmp_path: Path) -> None:
    entered, sent = _entered(tmp_path, "words\r", NO_COLOR="1")
    assert entered == "words"
    assert not _COLOUR.search(sent)
