"""Reads a JSON document of any size piece by piece: objects key by key, lists item by item."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8, getincrementaldecoder
from collections.abc import Iterator
from typing import Any, BinaryIO

_CHUNK = 256 * 1024
_BLANKS = re.compile(r"[ \t\r\n]*")
_UNFINISHED = 20
"""An error this close to the end of the text read so far may only be a word or an escape that is cut off."""


class NotJson(Exception):
    """The document is not JSON; ``line`` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class RepeatedKey(Exception):
    """A key that occurs twice in one object, where JSON readers keep only the last value."""


def _unique_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise RepeatedKey
    return found


def _no_constant(word: str) -> float:
    raise ValueError(word)


_DECODER = json.JSONDecoder(object_pairs_hook=_unique_pairs, parse_constant=_no_constant)


class JsonPieces:
    """A position in a JSON document, which moves on as pieces are read; it starts at ``at``, in bytes.

    All methods raise NotJson, RepeatedKey, UnicodeDecodeError, and ValueError or RecursionError for a bad value.
    Several readers can share one file.
    """

    def __init__(self, file: BinaryIO, at: int = 0) -> None:
        self._file, self._read_to, self._ended = file, at, False
        self._text, self._place = "", 0
        self._before, self._lines = at, 1
        self._decoder = getincrementaldecoder("utf-8")()
        if not at and self._bytes(len(BOM_UTF8)) == BOM_UTF8:
            self._before = self._read_to = len(BOM_UTF8)

    def _bytes(self, count: int) -> bytes:
        self._file.seek(self._read_to)
        return self._file.read(count)

    def _more(self) -> bool:
        """Read more text and drop the text already passed; False at the end of the file."""
        if self._ended:
            return False
        passed = self._text[: self._place]
        self._before += len(passed.encode())
        self._lines += passed.count("\n")
        chunk = self._bytes(
            max(_CHUNK, len(self._text) - self._place)
        )  # doubles the text, so that a long value takes linear time
        self._read_to += len(chunk)
        self._ended = not chunk
        self._text, self._place = self._text[self._place :] + self._decoder.decode(chunk, self._ended), 0
        return True

    @property
    def at(self) -> int:
        """The position in bytes."""
        return self._before + len(self._text[: self._place].encode())

    def next_sign(self) -> str:
        """The next character that is not blank, without passing it; empty at the end."""
        while True:
            self._place = _BLANKS.match(self._text, self._place).end()  # type: ignore[union-attr]  # always matches
            if self._place < len(self._text) or not self._more():
                return self._text[self._place : self._place + 1]

    def value(self) -> Any:
        """The next value, whole."""
        self.next_sign()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._text, self._place)
            except json.JSONDecodeError as error:
                goes_on = error.pos > len(self._text) - _UNFINISHED or error.msg.startswith("Unterminated")
                if goes_on and self._more():
                    continue
                raise NotJson(self._lines + self._text.count("\n", 0, error.pos)) from None
            if end + len("e+0") <= len(self._text) or not self._more():  # a number may go on with an exponent
                self._place = end
                return found

    def items(self) -> Iterator[None]:
        """Stops before each item of a list in turn; the caller reads the item."""
        return self._members("[", "]")

    def object_keys(self) -> Iterator[str]:
        """The keys of an object; the caller reads each value before the next key."""
        seen = set[str]()
        for _ in self._members("{", "}"):
            key = self.value() if self.next_sign() == '"' else self._stop()
            if key in seen:
                raise RepeatedKey
            seen.add(key)
            self._take(":")
            yield key

    def _members(self, begin: str, end: str) -> Iterator[None]:
        self._take(begin)
        if self.next_sign() == end:
            self._place += 1
            return
        while True:
            yield
            sign = self.next_sign()
            if sign not in (end, ","):
                self._stop()
            self._place += 1
            if sign == end:
                return

    def end(self) -> None:
        """Make sure that nothing follows."""
        if self.next_sign():
            self._stop()

    def _take(self, sign: str) -> None:
        if self.next_sign() != sign:
            self._stop()
        self._place += 1

    def _stop(self) -> str:
        raise NotJson(self._lines + self._text.count("\n", 0, self._place))
