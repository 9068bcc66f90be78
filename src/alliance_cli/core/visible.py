"""Text with nothing in it that a terminal, an editor or a spreadsheet would obey or hide."""

from __future__ import annotations

import re

# C0 but tab and newline, DEL, C1, and the characters that turn the reading direction around or hide.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u061c\u180e\ud800-\udfff\U000e0000-\U000e007f]"
)


def _shown(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"


def visible(text: str) -> str:
    """The text with control characters replaced by signs that can be read and do nothing."""
    return _UNSAFE.sub(_shown, text)
