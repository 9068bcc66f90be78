"""Stores and reads the goals of clients and how far they are reached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby

from alliance_cli.core.clock import Clock
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.goals import Goal
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.vault import Vault

_GOALS = """
SELECT goal.*, words, rated_on, value FROM goal LEFT JOIN goal_words AS said ON said.goal = goal.id
LEFT JOIN goal_progress AS rated ON rated.goal = goal.id
WHERE client = :client ORDER BY set_on, goal.id, rated_on
"""


class GoalStore:
    """The goals of clients. Each has at most one progress rating per day."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def of(self, client: Client) -> tuple[Goal, ...]:
        """All goals of a client, in the order they were set."""
        rows = self._vault.rows(_GOALS, {"client": client.id})
        return tuple(_goal(list(each)) for _id, each in groupby(rows, key=lambda row: row["id"]))

    def add(self, client: Client, words: str, on: date) -> None:
        """Store a new goal."""
        with self._vault.change() as db:
            given = {"id": self._clock.new_id(), "client": client.id, "words": words, "on": on.isoformat()}
            db.execute("INSERT INTO goal (id, client, set_on) VALUES (:id, :client, :on)", given)
            db.execute("INSERT INTO goal_words VALUES (:id, :words)", given)

    def reword(self, goal: Goal, words: str) -> None:
        """Replace the words of a goal."""
        with self._vault.change() as db:
            db.execute("INSERT OR REPLACE INTO goal_words VALUES (?, ?)", [goal.id, words])

    def retire(self, goal: Goal, on: date | None) -> None:
        """Store the day a goal was retired; None makes it current again."""
        with self._vault.change() as db:
            db.execute("UPDATE goal SET retired_on = ? WHERE id = ?", [on.isoformat() if on else None, goal.id])

    def rate(self, progress: Mapping[str, int | None], on: date) -> None:
        """Store progress from 0 to 10 by goal id, replacing that day's earlier value; None deletes it."""
        with self._vault.change() as db:
            for goal, value in progress.items():
                given = {"goal": goal, "on": on.isoformat(), "value": value}
                if value is None:
                    db.execute("DELETE FROM goal_progress WHERE goal = :goal AND rated_on = :on", given)
                else:
                    db.execute(
                        "INSERT INTO goal_progress (goal, rated_on, value) VALUES (:goal, :on, :value)"
                        " ON CONFLICT (goal, rated_on) DO UPDATE SET value = :value",
                        given,
                    )

    def erase(self, goal: Goal) -> None:
        """Delete a goal and its progress."""
        with self._vault.change() as db:
            db.execute("DELETE FROM goal WHERE id = ?", [goal.id])


def _goal(rows: list[Row]) -> Goal:
    first = rows[0]
    return Goal(
        first["id"],
        first["words"] or "",
        date.fromisoformat(first["set_on"]),
        date.fromisoformat(first["retired_on"]) if first["retired_on"] else None,
        tuple((date.fromisoformat(row["rated_on"]), row["value"]) for row in rows if row["value"] is not None),
    )
