"""Wraps text to a width in terminal columns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.text import escape_controls, truncate

ELLIPSIS = "…"


class Paragraph(Struct, frozen=True):
    """Text that is wrapped only between its pieces, unless a piece is wider than a line.

    ``is_cut``: it is the beginning of a longer text. ``extra`` has pieces at its end that are left out first.
    """

    pieces: tuple[str, ...]
    gap: str = " "
    is_cut: bool = False
    extra: tuple[str, ...] = ()


class WrappedText(Struct, frozen=True):
    """A paragraph in lines. ``is_cut``: some of its text was left out."""

    lines: tuple[str, ...]
    is_cut: bool = False


def paragraph(typed: str, *commands: str) -> Paragraph:
    """A paragraph of typed words, with control characters escaped and long text cut, and of commands, kept whole."""
    beginning = truncate(typed)
    words = escape_controls(beginning).split()
    is_cut = beginning != typed
    return Paragraph((*words, *([ELLIPSIS] if is_cut else []), *commands), is_cut=is_cut)


def in_lines(text: Paragraph, columns: int, most: int | None = None) -> WrappedText:
    """The paragraph in lines of at most ``columns`` columns (1 or more).

    Lines beyond ``most`` are left out; the last line then ends in an ellipsis after a whole word.
    """
    lines = tuple(_filled(text, columns))
    if most is None or len(lines) <= most:
        return WrappedText(lines, text.is_cut)
    if text.extra:
        return in_lines(replace(text, extra=()), columns, most)
    return WrappedText((*lines[: most - 1], _ended(lines[most - 1], columns)), is_cut=True)


def width(text: str) -> int:
    """The width of a text in columns: two for a wide character, none for a combining mark."""
    return len(text) if text.isascii() else sum(map(_width_of, text))


@lru_cache(maxsize=1024)
def _width_of(sign: str) -> int:
    import unicodedata  # needed only for text that is not ASCII

    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _filled(text: Paragraph, columns: int) -> Iterator[str]:
    line: list[str] = []
    taken, gap = 0, width(text.gap)
    for piece in (part for whole in (*text.pieces, *text.extra) for part in _fitting(whole, columns)):
        longer = taken + gap + width(piece) if line else width(piece)
        if line and longer > columns:
            yield text.gap.join(line)
            line, longer = [], width(piece)
        line.append(piece)
        taken = longer
    if line:
        yield text.gap.join(line)


def _fitting(piece: str, columns: int) -> Iterator[str]:
    """The piece, split if it is wider than a line: into words, and words into parts that fit."""
    if width(piece) > columns and " " in piece:
        for word in piece.split():
            yield from _fitting(word, columns)
        return
    while width(piece) > columns:
        end = next(end for end in range(1, len(piece) + 1) if end == len(piece) or width(piece[: end + 1]) > columns)
        yield piece[:end]
        piece = piece[end:]
    if piece:
        yield piece


def _ended(line: str, columns: int) -> str:
    """The line with an ellipsis, shortened by whole words to fit."""
    words = line.removesuffix(f" {ELLIPSIS}")
    while width(words) + 2 > columns and " " in words:
        words = words.rpartition(" ")[0]
    while width(words) + 2 > columns and words:
        words = words[:-1]
    return f"{words.rstrip()} {ELLIPSIS}".lstrip()
