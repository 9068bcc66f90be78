"""Makes text safe to show: escapes control characters and shortens long notes without splitting a character."""

from __future__ import annotations

import re

MOST, MOST_LINES = 600, 20
"""The most characters and lines of a note that a list shows."""
_LONGEST_CLUSTER = 40
"""How many code points to search for the start of a visible character; a longer character may be split."""
_JOINER = "\u200d"
_SKIN_TONE = "[\U0001f3fb-\U0001f3ff]"
_REGIONAL = "[\U0001f1e6-\U0001f1ff]+$"
"""Regional indicators, two of which make a flag emoji."""

UNSAFE = (
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    r"\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Matches C0 except tab and newline, DEL, C1, and characters that change the reading direction, hide, or look blank.
The joiners U+200C and U+200D and the variation selectors are allowed, since scripts and emoji need them."""


def _shown(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"


def escape_controls(text: str) -> str:
    """Returns the text with control characters replaced by visible, harmless symbols."""
    if text.isascii() and text.isprintable():
        return text  # most lines
    return re.sub(UNSAFE, _shown, text)


def truncate(text: str) -> str:
    """Returns the beginning of a long text, cut between visible characters, or a short text unchanged."""
    end = MOST
    for place, found in enumerate(re.finditer("\n", text[: MOST + 1]), start=1):
        if place == MOST_LINES:
            end = found.start()
            break
    if len(text) <= end:
        return text
    cuts = range(end, max(0, end - _LONGEST_CLUSTER), -1)
    return text[: next((cut for cut in cuts if not _splits_character(text, cut)), end)].rstrip()


def shorten(text: str) -> str:
    """Returns a short text unchanged, or the beginning of a long one with an ellipsis."""
    shown = truncate(text)
    return shown if shown == text else f"{shown}…"


def one_line(text: str) -> str:
    """Returns the text shortened, on one line."""
    return shorten(" ".join(text.split()))


def _splits_character(text: str, cut: int) -> bool:
    """Whether a cut at this index would split one visible character."""
    import unicodedata  # needed only if text is cut

    before, after = text[cut - 1], text[cut]
    if _JOINER in (before, after) or unicodedata.category(after).startswith("M") or re.match(_SKIN_TONE, after):
        return True
    flags = re.search(_REGIONAL, text[:cut])
    return bool(re.fullmatch(_REGIONAL, after) and flags and len(flags.group()) % 2)


def capitalised(text: str) -> str:
    """Returns the text with its first letter in upper case."""
    return text[:1].upper() + text[1:]
