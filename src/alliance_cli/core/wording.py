"""Formats numbers and names for sentences, and words the next steps that flags suggest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

ACKNOWLEDGE = "Name the shift without judging it (repair, step 1: acknowledge the shift)."
INVITE = "Ask how it was for the client and listen (repair, step 2: invite the client's experience)."
ASK_FOR_RATINGS = "Ask for the four ratings at the end of the next session (closing prompt)."
NEXT_FOR = {
    "": ACKNOWLEDGE,
    "understood": INVITE,
    "goals": "Ask what matters most to the client now (opening prompt).",
    "tasks": "Ask how this way of working feels to the client (mid-point prompt).",
    "bond": ACKNOWLEDGE,
}
"""The next step for the quick rating that stands out; the empty key is for their mean."""


def points(value: float) -> str:
    """Formats a rating or mean with one decimal, or none for a whole number."""
    return f"{value:.1f}".removesuffix(".0")


def counted(count: int, noun: str) -> str:
    """``1 session``, ``2 sessions``"""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def spoken(scale: str) -> str:
    """Returns the name of a quick rating for use in a sentence."""
    return "feeling understood" if scale == "understood" else scale


def joined(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def either(words: Sequence[str]) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    return " or ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def tallied(rows: Mapping[str, int]) -> str:
    """``client 1, open rupture 2``: how many rows of each table, but for tables without any."""
    return ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in rows.items() if count)
