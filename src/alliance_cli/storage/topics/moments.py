"""Stores and reads moments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlcipher3.dbapi2 import Connection

from alliance_cli.core.clock import Clock
from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.course.moments import ListedMoment
from alliance_cli.core.errors import VaultTrouble
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS, MomentKind, MomentsKind, moment_text, moment_value
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.core.walk.repair import PLAN_BEFORE, Settlement
from alliance_cli.core.walk.script import TENSION_FLAG
from alliance_cli.core.walk.steps import Slot, Step
from alliance_cli.storage.answer_text import text_of
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.vault import Vault
from alliance_cli.translation import _

FROM_NUMBERS = f"""
EXISTS (SELECT 1 FROM flag_decision AS d WHERE d.moment = moment.id AND d.kind <> '{TENSION_FLAG}') AS from_numbers
"""  # noqa: S608 - constant
"""Whether a moment was confirmed from a flag that is based on numbers."""
_OF_ALL = f"""
WITH numbered AS (
  SELECT id, client, held_on, row_number() OVER (PARTITION BY client ORDER BY held_on, id) AS number FROM session
  WHERE missed IS NULL AND client IN (SELECT client FROM session WHERE id IN (SELECT session FROM moment)))
SELECT moment.*, {FROM_NUMBERS}, s.held_on, code, s.number, r.number AS resolved,
  closed_on IS NOT NULL AS ended FROM moment
JOIN numbered AS s ON s.id = moment.session JOIN client ON client.id = s.client
LEFT JOIN numbered AS r ON r.id = resolved_in ORDER BY code, s.number, moment.rowid
"""  # noqa: S608 - constant
_ASKED = """
INSERT INTO answer SELECT walk, slot || '.' || :field, NULL, :at, wording
FROM moment JOIN walk AS w ON w.id = walk WHERE moment.id = :id
ON CONFLICT (walk, step) DO UPDATE SET answered_at = :at
"""
_FORGET_FIELDS = """
DELETE FROM answer WHERE (walk, step) IN (
  SELECT a.walk, a.step FROM moment JOIN answer AS a ON a.walk = moment.walk
  WHERE moment.id = :id AND substr(a.step, 1, length(slot) + 1) = slot || '.' AND a.step <> slot || '.note')
"""
PUT_ANSWER = "INSERT INTO answer VALUES (:walk, :step, :value, :at, (SELECT wording FROM walk WHERE id = :walk))"
"""An answer keeps its script version even if the walk moves to another."""
_OF_SLOT = "WHERE walk = :walk AND slot = :slot"


def moment(row: Row, repairs: Iterable[WalkRecord] = ()) -> Moment:
    """Build a moment from a row joined with its session's ``held_on`` and with ``FROM_NUMBERS``."""
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
        signs=tuple(row["signs"].split()),
        own_part=row["own_part"],
        state=MomentState(row["state"]) if row["state"] else None,
        resolved_in=row["resolved_in"] or "",
        repairs=tuple(repairs),
        from_numbers=bool(row["from_numbers"]),
    )


def _listed(row: Row, number: int) -> ListedMoment:
    return ListedMoment(row["code"], number, row["number"], moment(row), row["resolved"], bool(row["ended"]))


class MomentStore:
    """Moments, independent of the walk that noted them."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def noted_in(self, walk_id: str) -> str:
        """The id of the first moment noted in a walk, or empty."""
        rows = self._vault.rows("SELECT id FROM moment WHERE walk = :walk ORDER BY slot", {"walk": walk_id})
        return str(rows[0]["id"]) if rows else ""

    def of_all(self) -> tuple[ListedMoment, ...]:
        """The moments of every client, by client, oldest first."""
        rows = self._vault.rows(_OF_ALL)
        first: dict[str, int] = {}
        for place, row in enumerate(rows):
            first.setdefault(row["code"], place)
        return tuple(_listed(row, place - first[row["code"]] + 1) for place, row in enumerate(rows))

    def noted_on_the_way(self, session_id: str) -> frozenset[str]:
        """The ids of a session's moments that were noted in a repair during it."""
        rows = self._vault.rows(
            "SELECT moment.id FROM moment JOIN walk AS w ON w.id = walk WHERE moment.session = :session"
            " AND w.session IS NULL",
            {"session": session_id},
        )
        return frozenset(row["id"] for row in rows)

    def state(self, moment_id: str) -> MomentState:
        """The current state of a possible rupture; raises VaultTrouble if it was erased."""
        return MomentState(self._one(moment_id)["state"])

    def field(self, moment_id: str, name: str) -> Value | None:
        """The current content of one field; raises VaultTrouble if the moment was erased."""
        return moment_value(name, self._one(moment_id)[name])

    def _one(self, moment_id: str) -> Row:
        rows = self._vault.rows("SELECT * FROM moment WHERE id = :id", {"id": moment_id})
        if not rows:
            raise VaultTrouble(_("This moment was removed in another window."), _("There is nothing left to add to."))
        return rows[0]

    def put(self, moment_id: str, field: str, value: Value | None) -> None:
        """Change one field of a moment, and record in the walk that noted it that the field was asked."""
        if field not in MOMENT_FIELDS:
            raise LookupError("no such field of a moment")
        given = {"id": moment_id, "value": moment_text(value), "field": field, "at": self._clock.stamp}
        with self._vault.change() as db:
            # The column's name is one of MOMENT_FIELDS, never something typed.
            db.execute(f"UPDATE moment SET {field} = :value WHERE id = :id", given)  # noqa: S608
            db.execute(_ASKED, given)

    def remove(self, moment_id: str) -> None:
        """Delete a moment; its note then counts as skipped."""
        with self._vault.change() as db:
            for statement in (_FORGET_FIELDS, "DELETE FROM moment WHERE id = :id"):
                db.execute(statement, {"id": moment_id})

    def add(self, moment: Moment, walk_id: str | None = None, slot: str | None = None) -> None:
        """Add an open possible rupture that was noted outside a prompt for moments."""
        given = {
            "id": moment.id,
            "session": moment.session,
            "walk": walk_id,
            "slot": slot,
            "kind": moment.kind,
            "component": moment.component,
            "noticed_by": moment.noticed_by,
            "note": moment.note,
            "state": MomentState.OPEN,
            "at": self._clock.stamp,
        }
        with self._vault.change() as db:
            db.execute(
                "INSERT INTO moment (id, session, walk, slot, kind, component, noticed_by, note, state, noted_at)"
                " VALUES (:id, :session, :walk, :slot, :kind, :component, :noticed_by, :note, :state, :at)",
                given,
            )

    def plan(self, moment_id: str, plan: str) -> None:
        """Store the plan for a possible rupture."""
        with self._vault.change() as db:
            db.execute("UPDATE moment SET plan = :plan WHERE id = :id", {"plan": plan, "id": moment_id})

    def settle(self, moment_id: str, walk_id: str, settled: Settlement, session_id: str | None) -> None:
        """Apply the outcome of a repair to a possible rupture.

        A new plan replaces the earlier one, which stays readable with the repair.
        """
        with self._vault.change() as db:
            self.resolve(moment_id, settled.state, None if settled.state is MomentState.OPEN else session_id)
            before = self._vault.rows("SELECT plan FROM moment WHERE id = :id", {"id": moment_id})[0]["plan"]
            if not settled.plan or settled.plan == before:
                return
            self.plan(moment_id, settled.plan)
            if before:
                given = {"walk": walk_id, "step": PLAN_BEFORE, "value": text_of(before), "at": self._clock.stamp}
                db.execute(f"{PUT_ANSWER} ON CONFLICT DO NOTHING", given)

    def resolve(self, moment_id: str, state: MomentState, session_id: str | None) -> None:
        """Set the state of a possible rupture, and the session in which it changed."""
        with self._vault.change() as db:
            db.execute(
                "UPDATE moment SET state = :state, resolved_in = :session WHERE id = :id AND kind = 'rupture'",
                {"state": state, "session": session_id, "id": moment_id},
            )

    def settled_elsewhere(self, session_id: str, other_id: str) -> None:
        """Move the outcomes settled in one session to another."""
        with self._vault.change() as db:
            db.execute("UPDATE moment SET resolved_in = ? WHERE resolved_in = ?", [other_id, session_id])


def put_field(db: Connection, clock: Clock, owner: dict[str, str], step: Step, slot: Slot, value: Value | None) -> None:
    """Store one answer about a moment. ``owner`` has the ids of the walk and its session.

    Storing a note creates the moment; skipping the note deletes it.
    """
    given = {**owner, "slot": slot.key, "value": moment_text(value)}
    if step.field == "note":
        _put_note(db, clock, given, step, keep=value is not None)
    elif step.field in MOMENT_FIELDS:
        # The column's name is one of MOMENT_FIELDS, never something typed.
        if db.execute(f"UPDATE moment SET {step.field} = :value {_OF_SLOT}", given).rowcount == 0:  # noqa: S608
            raise VaultTrouble(_("This moment was removed in another window."), _("Go back with < and note it again."))
    else:
        raise LookupError("no such field of a moment")


def _put_note(db: Connection, clock: Clock, given: dict[str, str], step: Step, *, keep: bool) -> None:
    if not keep:
        db.execute(f"DELETE FROM moment {_OF_SLOT}", given)  # noqa: S608 - constant
        db.execute("DELETE FROM answer WHERE walk = :walk AND substr(step, 1, length(:slot) + 1) = :slot || '.'", given)
        return
    kind = step.prompt.kind.records if isinstance(step.prompt.kind, MomentsKind) else MomentKind.STRONG
    state = MomentState.OPEN if kind is MomentKind.RUPTURE else None
    db.execute(
        "INSERT INTO moment (id, session, walk, slot, kind, note, state, noted_at)"
        " VALUES (:id, :session, :walk, :slot, :kind, :value, :state, :at)"
        " ON CONFLICT (walk, slot) DO UPDATE SET note = :value",
        {**given, "id": clock.new_id(), "kind": kind, "state": state, "at": clock.stamp},
    )
