"""Words the number of rows in each table of an export or import."""

from __future__ import annotations

from collections.abc import Mapping

from alliance_cli.translation import NC_, _c

_TABLES = {
    "client": NC_("table", "client"),
    "session": NC_("table", "session"),
    "wording": NC_("table", "wording"),
    "walk": NC_("table", "walk"),
    "answer": NC_("table", "answer"),
    "rating": NC_("table", "rating"),
    "tension": NC_("table", "tension"),
    "moment": NC_("table", "moment"),
    "mark": NC_("table", "mark"),
    "administration": NC_("table", "administration"),
    "item": NC_("table", "item"),
    "goal": NC_("table", "goal"),
    "goal_words": NC_("table", "words of a goal"),
    "goal_progress": NC_("table", "progress of a goal"),
    "score": NC_("table", "score"),
    "flag_decision": NC_("table", "flag decision"),
    "access": NC_("table", "access"),
}


def rows_in_words(rows: Mapping[str, int]) -> str:
    """``client 1, flag decision 2``: how many rows each table has; empty tables are left out."""
    named = ((_c("table", _TABLES.get(name, name)), count) for name, count in rows.items() if count)
    return ", ".join(f"{name} {count}" for name, count in named)
