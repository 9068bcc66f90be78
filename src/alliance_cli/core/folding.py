"""Normalises words for comparison; what is stored stays as it was typed."""

from __future__ import annotations


def composed(text: str) -> str:
    """Returns the text with each letter and its accents as one character where there is one (Unicode's NFC)."""
    if text.isascii():
        return text
    from unicodedata import normalize  # only where there is more than ASCII

    return normalize("NFC", text)


def fold(text: str) -> str:
    """Returns a form that is equal for texts that differ only in case or in how their accents are composed.

    This is Unicode's canonical caseless matching (The Unicode Standard, 3.13, D145). The result may be longer than the
    text, as in ``ss`` for ``ß``, and is for comparing only.
    """
    if text.isascii():
        return text.lower()
    from unicodedata import normalize

    return normalize("NFC", normalize("NFD", text).casefold())
