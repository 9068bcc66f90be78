"""Reads what a terminal sends, and takes what is pasted as a whole.

Textual looks at each character of a paste: two seconds of work for a megabyte. It also drops characters behind an
escape in it, and fails where bytes are no text.
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
"""The most bytes that are read at once."""
_NOT_DECODED = re.compile("[\udc80-\udcff]")
_PATIENCE = 0.1
"""Seconds between two looks at whether the reading is to end."""


class NotText(Message):
    """Bytes that are no text were typed or pasted; they were left out."""


class PasteParser(XTermParser):
    """Makes events of what a terminal sends, and one of each paste, however long it is."""

    def __init__(self) -> None:
        super().__init__()
        self._pasted: str | None = None
        """What was pasted so far; None where nothing is being pasted."""

    def feed(self, data: str) -> Iterable[Message]:
        """The events of some more characters; none at all end the reading."""
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
    """Read until ``ended`` or until the terminal is gone; ``NotText`` comes after what bytes that are no text stood in.

    A character may arrive in pieces; nothing is made of it before it is whole.
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
