"""Reads input from a terminal and takes each paste as a whole.

Textual parses a paste character by character, which takes two seconds for a megabyte. It also drops characters after
an escape in the paste, and fails on bytes that are not text.
"""

from __future__ import annotations

import os
import re
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from select import select

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

PASTE_STARTS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_AT_ONCE = 64 * 1024
"""The most bytes to read at once."""
_NOT_DECODED = re.compile("[\udc80-\udcff]")
_PATIENCE = 0.1
"""Seconds between two checks whether to stop reading."""


class NotText(Message):
    """Bytes that are not text were typed or pasted; they were left out."""


class PasteParser(XTermParser):
    """Turns terminal input into events, with one event for each paste, however long."""

    def __init__(self) -> None:
        super().__init__()
        self._pasted: str | None = None
        """The paste so far; None outside a paste."""

    def feed(self, data: str) -> Iterable[Message]:
        """The events of further input; empty ``data`` ends it."""
        while True:
            if self._pasted is None:
                typed, starts, data = data.partition(PASTE_STARTS)
                if typed or not starts:
                    yield from super().feed(typed)
                if not starts:
                    return
                self._pasted = ""
            known = len(self._pasted)
            self._pasted += data
            end = self._pasted.find(PASTE_ENDS, max(0, known - len(PASTE_ENDS)))
            if end < 0:
                return
            text, data, self._pasted = self._pasted[:end], self._pasted[end + len(PASTE_ENDS) :], None
            yield events.Paste(text.replace("\x00", ""))
            if not data:
                return


def read_input(terminal: int, ended: threading.Event, take: Callable[[Message], None]) -> None:
    """Read until ``ended`` is set or the terminal is gone; ``NotText`` follows input that had bytes that are not text.

    A character that arrives in parts is passed on once it is complete.
    """
    parser, decode = PasteParser(), getincrementaldecoder("utf-8")("surrogateescape").decode
    while not ended.is_set():
        if select([terminal], [], [], _PATIENCE)[0]:
            try:
                sent = os.read(terminal, _AT_ONCE)
            except OSError:
                return
            if not sent:
                return
            text, left_out = _NOT_DECODED.subn("", decode(sent))
            for event in parser.feed(text) if text else ():
                take(event)
            if left_out:
                take(NotText())
        for event in parser.tick():
            take(event)
