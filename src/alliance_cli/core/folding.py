"""Normalises words for comparison; stored text is never changed."""

from __future__ import annotations


def composed(text: str) -> str:
    """Returns the text in Unicode's NFC: each letter and its accents as one character if one exists."""
    if text.isascii():
        return text
    from unicodedata import normalize  # needed only for text that is not ASCII

    return normalize("NFC", text)


def fold(text: str) -> str:
    """Returns a form that is equal for texts that differ only in case or in how their accents are composed.

    This is Unicode's canonical caseless matching (The Unicode Standard, 3.13, D145). The result is only for comparison
    and may be longer than the text, as in ``ss`` for ``ß``.
    """
    if text.isascii():
        return text.lower()
    from unicodedata import normalize

    return normalize("NFC", normalize("NFD", text).casefold())
