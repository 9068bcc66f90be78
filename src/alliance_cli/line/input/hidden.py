"""Reads a line of any length at the terminal without showing it."""

from __future__ import annotations

import os
import re
import sys

from alliance_cli.line.input.keys import ENTER, keys_unseen, show

_PASTE = "\x1b\\[20[01]~"
"""The sequences that a terminal puts around pasted text."""
_ENTER = tuple(each.encode() for each in ENTER)
_END, _ERASE, _ERASE_ALL = b"\x04", (b"\x08", b"\x7f"), b"\x15"


def read_hidden(prompt: str) -> str:
    """Returns the line; raises EOFError for Ctrl-D at its start, and UnicodeDecodeError for bytes that are not text.

    It reads key by key, since a terminal cuts the lines that it collects itself after 4,095 or 1,024 bytes.
    """
    try:
        import termios  # noqa: F401 - other platforms use getpass
    except ImportError:
        from getpass import getpass

        return getpass(prompt)
    with keys_unseen(prompt, forget=True) as (keys, shown):
        line = _line(keys)
        show(shown, "\n")
    return re.sub(_PASTE, "", line.decode(sys.stdin.encoding))


def _line(keys: int) -> bytes:
    typed = bytearray()
    while (key := os.read(keys, 1)) not in (b"", *_ENTER):
        if key == _END and not typed:
            raise EOFError
        if key in _ERASE:
            _erase(typed)
        elif key == _ERASE_ALL:
            typed.clear()
        elif key != _END:
            typed += key
    if not key and not typed:
        raise EOFError
    return bytes(typed)


def _erase(typed: bytearray) -> None:
    """Remove the last character, which may be several bytes."""
    encoding = sys.stdin.encoding
    kept = typed.decode(encoding, "surrogateescape")[:-1]
    typed[:] = kept.encode(encoding, "surrogateescape")
