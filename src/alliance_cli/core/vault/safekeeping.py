"""Defines values about backups, vault checks and the access log, without clinical text."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.translation import _, _n


class VaultContents(Struct, frozen=True):
    """The number of clients, sessions and other entries in a vault."""

    clients: int
    sessions: int
    answers: int
    ratings: int
    moments: int
    last_on: date | None
    """The date of the last session."""


class VaultComparison(Struct, frozen=True):
    """The contents of a backup and of the current vault; None for a vault that cannot be read."""

    backup: VaultContents
    here: VaultContents | None


class BackupMade(Struct, frozen=True):
    """A backup that was made and verified, and the older ones removed afterwards."""

    path: Path
    contents: VaultContents
    removed: tuple[Path, ...] = ()
    trouble: str = ""
    """Why the vault could not record the backup; empty if it did."""


BACK_UP = Action(ActionKind.BACK_UP)


class LastBackup(Struct, frozen=True):
    """The time of the last backup, and a reminder; ``says`` is empty if the backup is recent enough."""

    on: date | None
    says: str
    do: Action = BACK_UP


def last_backup(
    on: date | None, worth_it_since: date | None, today: date, remind: int, *, ahead: bool = False
) -> LastBackup:
    """The last backup, with a reminder after ``remind`` days without one; none if that is 0 or the vault is empty.

    ``ahead``: the only backups were made while the clock was ahead. A backup dated in the future does not count.
    """
    if not remind or worth_it_since is None:
        return LastBackup(on, "")
    days = (today - (on or worth_it_since)).days
    if ahead:
        return LastBackup(on, _("The clock was ahead when the last backup was made, so its age is not known."))
    if 0 <= days < remind:
        return LastBackup(on, "")
    return LastBackup(
        on,
        _n("The last backup is {count} day old.", "The last backup is {count} days old.", days)
        if on
        else _("There is no backup yet."),
    )


class FindingKind(StrEnum):
    """The kind of a finding."""

    ACCESS = "access"
    """Other users can read the file or its folder."""
    PAGE = "page"
    STRUCTURE = "structure"
    SCHEMA = "schema"
    TIE = "tie"
    """A row refers to a row that does not exist."""
    VALUE = "value"
    TALLY = "tally"
    """A table does not have the number of rows that was recorded when it was last changed."""


class Finding(Struct, frozen=True):
    """A problem found by a check, and its place. ``row`` is an id, ``column`` the name of a field."""

    kind: FindingKind
    what: str
    table: str = ""
    row: str = ""
    column: str = ""


class CheckReport(Struct, frozen=True):
    """The result of checking a vault."""

    schema: int | None
    """The number of the vault's schema; None if it cannot be read."""
    findings: tuple[Finding, ...]
    astray: int = 0
    """How many rows refer to a missing row. Such rows are kept and do not count as damage."""

    @property
    def sound(self) -> bool:
        return all(finding.kind is FindingKind.TIE for finding in self.findings)

    @property
    def damaged(self) -> bool:
        """Whether there is any problem other than permissions and missing parents."""
        return any(finding.kind not in (FindingKind.ACCESS, FindingKind.TIE) for finding in self.findings)

    @property
    def legible(self) -> bool:
        """Whether the list of tables, which is needed to read any table, can be read."""
        return self.schema is not None


class SalvagedTable(Struct, frozen=True):
    """How many rows of a table were copied into a new vault."""

    table: str
    rows: int
    left: int
    """Places that could not be read; each may have held a row."""


class Access(Struct, frozen=True):
    """One entry of the access log. ``client`` is empty for access to the whole caseload."""

    at: datetime
    action: str
    client: str = ""
