"""Text with nothing in it that a terminal, an editor or a spreadsheet would obey or hide, and no more than is calm."""

from __future__ import annotations

import re

MOST, MOST_LINES = 600, 20
"""So many characters and lines of one note are shown where many stand together."""
_BACK = 40
"""A character made of more parts than these is cut after all."""
_JOINER = "\u200d"
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]+$")
"""A flag is two of these letters."""

# C0 but tab and newline, DEL, C1, and the characters that turn the reading direction around or hide.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u061c\u180e\ud800-\udfff\U000e0000-\U000e007f]"
)


def _shown(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"


def escape_controls(text: str) -> str:
    """The text with control characters replaced by signs that can be read and do nothing."""
    return _UNSAFE.sub(_shown, text)


def truncate(text: str, most: int = MOST, lines: int = MOST_LINES) -> str:
    """The beginning of a long text, cut where no character is torn in two; a text that is short enough, whole."""
    end = most
    for place, found in enumerate(re.finditer("\n", text[: most + 1]), start=1):
        if place == lines:
            end = found.start()
            break
    if len(text) <= end:
        return text
    return text[: next((cut for cut in range(end, max(0, end - _BACK), -1) if not _tears(text, cut)), end)].rstrip()


def shorten(text: str) -> str:
    """The text, or its ``truncate`` and an ellipsis."""
    shown = truncate(text)
    return shown if shown == text else f"{shown}…"


def one_line(text: str) -> str:
    """The text in short, its lines joined: to say which one is meant."""
    return shorten(" ".join(text.split()))


def _tears(text: str, cut: int) -> bool:
    """Whether what stands before and after the cut is one character to a reader."""
    import unicodedata  # only where something is cut

    before, after = text[cut - 1], text[cut]
    if _JOINER in (before, after) or unicodedata.category(after).startswith("M") or _SKIN.match(after):
        return True
    flags = _FLAGS.search(text[:cut])
    return bool(_FLAGS.fullmatch(after) and flags and len(flags.group()) % 2)
