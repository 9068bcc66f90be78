"""The window of a terminal as a person sees it: the main screen with what scrolled off it, and the alternate screen."""

from __future__ import annotations

import re

import pyte

_SWITCH = re.compile(r"\x1b\[\?1049([hl])")
_ASKED = re.compile(r"\x1b\[(?:[<>=][0-9;]*[a-zA-Z]|\?[0-9;]*\$p)")
"""Questions to the terminal, and modes of the keyboard, which this one does not know."""
_BEGUN = re.compile(r"\x1b(?:\[[0-9;?<>=$]*)?$")
_LINES_BACK = 10_000


class Window:
    """Takes the output of a program in pieces of any length."""

    def __init__(self, columns: int, rows: int) -> None:
        self._main = pyte.HistoryScreen(columns, rows, history=_LINES_BACK)
        self._other = pyte.Screen(columns, rows)
        self._streams = {False: pyte.Stream(self._main), True: pyte.Stream(self._other)}
        self.on_other = False
        """Whether the alternate screen shows."""
        self.switches = 0
        self._rest = ""

    def feed(self, text: str) -> None:
        text, self._rest = self._rest + text, ""
        if begun := _BEGUN.search(text):
            text, self._rest = text[: begun.start()], text[begun.start() :]
        pieces = _SWITCH.split(_ASKED.sub("", text))
        self._streams[self.on_other].feed(pieces[0])
        for way, piece in zip(pieces[1::2], pieces[2::2], strict=True):
            self.on_other, self.switches = way == "h", self.switches + 1
            if self.on_other:
                self._other.reset()
            self._streams[self.on_other].feed(piece)

    def resize(self, columns: int, rows: int) -> None:
        for screen in (self._main, self._other):
            screen.resize(rows, columns)

    @property
    def shown(self) -> str:
        """The content of the visible screen."""
        return _text(self._other if self.on_other else self._main)

    @property
    def main(self) -> str:
        """The content of the main screen and of its scrollback."""
        back = ["".join(line[column].data for column in sorted(line)).rstrip() for line in self._main.history.top]
        return "\n".join([*back, _text(self._main)])


def _text(screen: pyte.Screen) -> str:
    return "\n".join(line.rstrip() for line in screen.display)
