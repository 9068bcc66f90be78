"""Reads a line key by key for plain output: shows the text as it is typed and redraws nothing."""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Iterator

from alliance_cli.core.fitting.paragraphs import width
from alliance_cli.core.text import escape_controls
from alliance_cli.line.input.keys import ENTER, keys_unseen, show

_END, _SAY_AGAIN, _ERASE_ALL, _ERASE_WORD = "\x04", "\x12", "\x15", "\x17"
_ERASE = ("\x08", "\x7f")
_BEGUN = re.compile(r"\x1b(\[[0-?]*[ -/]*|O)?")
"""The first character of the sequence that a key such as an arrow sends."""
_WIPED = "\b \b"
"""The sequence that removes a character from the screen."""


class PlainEditor:
    """Edits a line at its end.

    Backspace removes the last character, Ctrl-W the last word, and Ctrl-U everything. Ctrl-R prints the text again on a
    new line. Keys that would move the cursor, such as the arrows, do nothing.
    """

    def __init__(self) -> None:
        self._typed = ""

    def get_line_buffer(self) -> str:
        """The text so far."""
        return self._typed

    def begin(self, typed: str) -> None:
        """Begin the next line with this text."""
        self._typed = typed

    def read(self, prompt: str) -> str:
        """Reads a line until Enter; raises EOFError for Ctrl-D on an empty line, or if the terminal is gone."""
        with keys_unseen(prompt + self._shown(self._typed), forget=False) as (keys, shown):
            for key in _keys(keys):
                if key in ENTER:
                    break
                if key == _END and not self._typed:
                    raise EOFError
                show(shown, self._take(key, prompt))
            show(shown, "\n")
        return self._typed

    def _take(self, key: str, prompt: str) -> str:
        """Apply a key to the line; returns the text to show."""
        if key == _SAY_AGAIN:
            return f"\n{prompt}{self._shown(self._typed)}"
        if key in (*_ERASE, _ERASE_ALL, _ERASE_WORD):
            return self._erase(key)
        if key < " " and key != "\t":
            return ""
        self._typed += key
        return self._shown(key)

    def _erase(self, key: str) -> str:
        before = self._typed
        if key in _ERASE:
            self._typed = before[:-1]
        else:
            self._typed = "" if key == _ERASE_ALL else re.sub(r"\S*\s*\Z", "", before)
        return _WIPED * width(self._shown(before[len(self._typed) :]))

    def _shown(self, text: str) -> str:
        return escape_controls(text.replace("\t", " "))


def _keys(keys: int) -> Iterator[str]:
    """Each typed character; the sequences of keys such as the arrows are dropped."""
    decoder = codecs.getincrementaldecoder(sys.stdin.encoding)("surrogateescape")
    begun = ""
    while True:
        try:
            byte = os.read(keys, 1)
        except OSError:
            byte = b""
        if not byte:
            raise EOFError
        for key in decoder.decode(byte):
            begun += key if begun or key == "\x1b" else ""
            if not begun:
                yield key
            elif not _BEGUN.fullmatch(begun):
                begun = ""
