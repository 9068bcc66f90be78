"""Stores and reads standalone walks: about a client, a moment or another walk, or the clinician's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec.structs import asdict

from alliance_cli.core.clock import Clock
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.records import WalkLinks, WalkRecord
from alliance_cli.core.walk.script import Phase, Script
from alliance_cli.core.walk.steps import Answers
from alliance_cli.storage.answer_text import value_of
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.topics.walks import WITH_SCRIPT_VERSION, Walk, store_script_version, walk_of

_APART = f"{WITH_SCRIPT_VERSION} WHERE walk.session IS NULL"
_TIED = "client IS :client AND moment IS :moment AND about IS :about"


class Records:
    """The standalone walks; their answers are stored through ``Walks``."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def begin(self, script: Script, version: str, ties: WalkLinks, on: date) -> Walk:
        """Begin a walk; ``on`` is the local date."""
        given = {
            **_ids(ties),
            "id": self._clock.new_id(),
            "phase": script.phase,
            "script": script.id,
            "on": on.isoformat(),
            "at": self._clock.stamp,
        }
        with self._vault.change() as db:
            db.execute(
                "INSERT INTO walk (id, client, moment, about, dated, phase, script, wording, started_at)"
                " VALUES (:id, :client, :moment, :about, :on, :phase, :script, :wording, :at)",
                {**given, "wording": store_script_version(db, version)},
            )
        return self.walk(str(given["id"]))

    def walk(self, record_id: str) -> Walk:
        """The walk of a record, to continue it; raises LookupError."""
        rows = self._vault.rows(f"{_APART} AND walk.id = :id", {"id": record_id})
        if not rows:
            raise LookupError("no such walk")
        return walk_of(rows[0])

    def switch_version(self, begun: Walk, version: str) -> None:
        """Move a walk to another script version."""
        with self._vault.change() as db:
            given = {"wording": store_script_version(db, version), "id": begun.id}
            db.execute("UPDATE walk SET wording = :wording WHERE id = :id", given)

    def repair_in(self, reflection_id: str, moment_id: str) -> Walk | None:
        """The repair of a rupture that was made within a reflection."""
        rows = self._vault.rows(
            f"{_APART} AND phase = '{Phase.REPAIR}' AND about = :about AND moment = :moment",
            {"about": reflection_id, "moment": moment_id},
        )
        return walk_of(rows[0]) if rows else None

    def remove(self, removed: Walk) -> None:
        """Delete a walk with its answers."""
        with self._vault.change() as db:
            db.execute("DELETE FROM walk WHERE id = :id", {"id": removed.id})

    def unfinished(self, phase: Phase, ties: WalkLinks) -> Walk | None:
        """The latest unfinished walk of a phase with exactly these links; None if there is none."""
        rows = self._vault.rows(
            f"{_APART} AND phase = :phase AND {_TIED} AND finished_at IS NULL ORDER BY walk.id DESC LIMIT 1",
            {**_ids(ties), "phase": phase},
        )
        return walk_of(rows[0]) if rows else None

    def tie_moment(self, begun: Walk, moment_id: str) -> None:
        """Link a walk to a moment."""
        with self._vault.change() as db:
            db.execute("UPDATE walk SET moment = :moment WHERE id = :id", {"moment": moment_id, "id": begun.id})

    def of(self, phase: Phase, client_id: str | None = None, latest: int | None = None) -> tuple[WalkRecord, ...]:
        """The records of a phase, oldest first; optionally only those of a client, or the last ``latest``."""
        whose = "" if client_id is None else " AND client = :client"
        bound = "" if latest is None else f" LIMIT {int(latest)}"
        chosen = f"{_APART} AND phase = :phase{whose} ORDER BY dated DESC, walk.id DESC{bound}"
        rows = self._vault.rows(
            f"SELECT chosen.*, step, value FROM ({chosen}) AS chosen LEFT JOIN answer ON answer.walk = chosen.id"  # noqa: S608 - constants
            " ORDER BY dated, chosen.id",
            {"phase": phase, "client": client_id} if client_id is not None else {"phase": phase},
        )
        heads = {row["id"]: row for row in rows}
        answers: dict[str, dict[str, Value | None]] = {walk_id: {} for walk_id in heads}
        for row in rows:
            if row["step"] is not None:
                answers[row["id"]][row["step"]] = value_of(row["value"])
        return tuple(_record(head, answers[walk_id]) for walk_id, head in heads.items())


def _ids(ties: WalkLinks) -> Mapping[str, str | None]:
    return {name: value or None for name, value in asdict(ties).items()}


def _record(row: Row, answers: Answers) -> WalkRecord:
    return WalkRecord(
        id=row["id"],
        phase=Phase(row["phase"]),
        script=row["script"],
        on=date.fromisoformat(row["dated"]),
        finished=row["finished_at"] is not None,
        links=WalkLinks(row["client"] or "", row["moment"] or "", row["about"] or ""),
        answers=answers,
        script_version=row["text"],
    )
