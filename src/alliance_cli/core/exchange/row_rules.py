"""The rules that the values of one row keep among each other, for imports and the check of the vault alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

from alliance_cli.core.walk.kinds import SESSION_SCALES
from alliance_cli.core.walk.script import SESSION_PHASES
from alliance_cli.translation import _

QUICK_RATING = range(1, 11)
"""What a quick rating, or one after tension, can be; a scale of one's own has limits of its own."""

JUDGED: Mapping[str, tuple[str, ...]] = {
    "walk": ("session", "dated", "client", "phase"),
    "rating": ("scale", "value"),
    "wording": ("sha256", "text"),
}
"""The tables that have such rules, with the columns that they look at."""


def row_mistakes(table: str, row: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Column (empty for the row as a whole) and what is wrong there, without a value; absent columns are not judged."""
    if table == "walk":
        yield from _of_walk(row)
    elif table == "rating" and row.get("scale") in SESSION_SCALES and row.get("value", 1) not in QUICK_RATING:
        yield "value", _("is not from 1 to 10, as a rating of a session is")
    elif table == "wording" and "text" in row and _digest(str(row["text"])) != row["sha256"]:
        yield "text", _("is not the text it is found by")


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def _of_walk(row: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    in_session = row.get("session") is not None
    if in_session == (row.get("dated") is not None):
        yield "", _("has to have either a session or a date of its own (dated)")
    if in_session and row.get("client") is not None:
        yield "client", _("belongs to a walk apart from the sessions only")
    if "phase" in row and in_session != (row["phase"] in SESSION_PHASES):
        yield "phase", _("does not go with a session") if in_session else _("needs a session")
