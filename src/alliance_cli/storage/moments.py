"""Moments in and out of the vault."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from alliance_cli.core.caseload import Moment, MomentState
from alliance_cli.core.clock import Clock
from alliance_cli.core.interview import Slot, Step
from alliance_cli.core.kinds import MOMENT_FIELDS, MomentKind, Moments
from alliance_cli.storage.vault import Row, Vault

_OF_SLOT = "WHERE walk = :walk AND slot = :slot"


def moment(row: Row) -> Moment:
    """The moment of a row joined with its session's ``held_on``."""
    return Moment(
        id=row["id"],
        session=row["session"],
        on=date.fromisoformat(row["held_on"]),
        kind=MomentKind(row["kind"]),
        note=row["note"],
        noticed_by=row["noticed_by"],
        marker=row["marker"],
        component=row["component"],
        plan=row["plan"],
        state=MomentState(row["state"]) if row["state"] else None,
    )


class KeptMoments:
    """Moments apart from the walk that noted them."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add(self, moment: Moment, clock: Clock) -> None:
        """Keep a possible rupture that no walk noted; it begins open."""
        with self._vault.change() as db:
            db.execute(
                "INSERT INTO moment (id, session, kind, component, note, state, noted_at)"
                " VALUES (:id, :session, :kind, :component, :note, :state, :at)",
                {
                    "id": moment.id,
                    "session": moment.session,
                    "kind": moment.kind,
                    "component": moment.component,
                    "note": moment.note,
                    "state": MomentState.OPEN,
                    "at": clock.stamp,
                },
            )

    def plan(self, moment_id: str, plan: str) -> None:
        """Note how a possible rupture is to be taken up."""
        with self._vault.change() as db:
            db.execute("UPDATE moment SET plan = :plan WHERE id = :id", {"plan": plan, "id": moment_id})

    def resolve(self, moment_id: str, state: MomentState, session_id: str) -> None:
        """Say what has become of a possible rupture, and in which session."""
        with self._vault.change() as db:
            db.execute(
                "UPDATE moment SET state = :state, resolved_in = :session WHERE id = :id AND kind = 'rupture'",
                {"state": state, "session": session_id, "id": moment_id},
            )


def put_field(db: Database, clock: Clock, owner: dict[str, str], step: Step, slot: Slot, value: str | None) -> None:
    """Keep one answer about a moment. ``owner`` holds the ids of the walk and its session.

    The note makes the moment; taking the note away takes the moment away.
    """
    given = {**owner, "slot": slot.key, "value": value or ""}
    if step.field == "note":
        _put_note(db, clock, given, step, keep=value is not None)
    elif step.field in MOMENT_FIELDS:
        # The column's name is one of MOMENT_FIELDS, never something typed.
        db.execute(f"UPDATE moment SET {step.field} = :value {_OF_SLOT}", given)  # noqa: S608
    else:
        raise LookupError("no such field of a moment")


def _put_note(db: Database, clock: Clock, given: dict[str, str], step: Step, *, keep: bool) -> None:
    if not keep:
        db.execute(f"DELETE FROM moment {_OF_SLOT}", given)  # noqa: S608 - constant
        db.execute("DELETE FROM answer WHERE walk = :walk AND step LIKE :slot || '.%'", given)
        return
    kind = step.prompt.kind.records if isinstance(step.prompt.kind, Moments) else MomentKind.STRONG
    state = MomentState.OPEN if kind is MomentKind.RUPTURE else None
    db.execute(
        "INSERT INTO moment (id, session, walk, slot, kind, note, state, noted_at)"
        " VALUES (:id, :session, :walk, :slot, :kind, :value, :state, :at)"
        " ON CONFLICT (walk, slot) DO UPDATE SET note = :value",
        {**given, "id": clock.new_id(), "kind": kind, "state": state, "at": clock.stamp},
    )
