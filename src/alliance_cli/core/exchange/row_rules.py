"""Checks the values of a row against each other, for imports and vault checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

from alliance_cli.core.ratings import SESSION_SCALES
from alliance_cli.core.walk.script import SESSION_PHASES
from alliance_cli.translation import _

QUICK_RATING = range(1, 11)
"""The range of a quick rating or one after tension; the clinician's own scales define their own ranges."""

JUDGED: Mapping[str, tuple[str, ...]] = {
    "walk": ("session", "dated", "client", "phase"),
    "rating": ("scale", "value"),
    "wording": ("sha256", "text"),
}
"""The tables with such rules, and the columns that the rules read."""


def row_mistakes(table: str, row: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yields the column (empty for the whole row) and the mistake, without the value; ignores absent columns."""
    if table == "walk":
        yield from _of_walk(row)
    elif table == "rating" and row.get("scale") in SESSION_SCALES and row.get("value", 1) not in QUICK_RATING:
        yield "value", _("is not from 1 to 10, as a rating of a session must be")
    elif table == "wording" and "text" in row and _digest(str(row["text"])) != row["sha256"]:
        yield "text", _("is not the text that its SHA-256 names")


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def _of_walk(row: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    in_session = row.get("session") is not None
    if in_session == (row.get("dated") is not None):
        yield "", _("must have either a session or a date of its own (dated)")
    if in_session and row.get("client") is not None:
        yield "client", _("belongs only to a walk outside of a session")
    if "phase" in row and in_session != (row["phase"] in SESSION_PHASES):
        yield "phase", _("does not go with a session") if in_session else _("needs a session")
