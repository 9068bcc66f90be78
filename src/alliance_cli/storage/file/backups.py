"""Makes backups of a vault, lists them in the vault, and deletes those that newer ones replace."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from alliance_cli.core.clock import Clock
from alliance_cli.core.errors import AllianceError, VaultTrouble, WrongUse
from alliance_cli.core.vault.safekeeping import BackupMade
from alliance_cli.files.paths import entries, exists, is_folder
from alliance_cli.files.writing import publish_numbered
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.copying import TABLES, verified_copy
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.part_files import PartFiles
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of, temporary_vault

_NAME = re.compile(r"alliance-(\d{4}-\d\d-\d\dT\d{4,6})(?:-(\d+))?\.db")


class Backups:
    """The backups of one vault."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def make(self, folder: Path, keep: int = 0) -> BackupMade:
        """Make a backup in a folder. With ``keep`` above 0, only this vault's newest ``keep`` stay there."""
        _refuse_missing(folder)
        with PartFiles(self._vault, self._clock).entering() as enter, temporary_vault(folder, enter) as part:
            contents = verified_copy(self._vault, part)
            name = publish_numbered(part, _next_name(folder, f"alliance-{self._clock.now():%Y-%m-%dT%H%M%S}"))
        if (trouble := self._list(name)) is not None:
            return BackupMade(name, contents, trouble=trouble.sentence)
        return BackupMade(name, contents, self._delete(self._superseded(name, keep)))

    def _list(self, name: Path) -> VaultTrouble | None:
        """List a backup in the vault; returns the error where that fails, since the backup itself is good."""
        given = {"id": self._clock.new_id(), "at": self._clock.stamp, "path": str(name)}
        try:
            with self._vault.change() as db:
                db.execute("INSERT INTO backup VALUES (:id, :at, :path)", given)
        except VaultTrouble as trouble:
            return trouble
        return None

    def latest(self) -> datetime | None:
        """The local time at which the last backup was made."""
        at = self._vault.rows("SELECT max(made_at) AS at FROM backup")[0]["at"]
        return self._clock.local(at) if at else None

    def worth_it_since(self) -> date | None:
        """The day the first client was opened; None while the vault holds nothing to lose."""
        on = self._vault.rows("SELECT min(opened_on) AS first FROM client")[0]["first"]
        return date.fromisoformat(on) if on else None

    def _superseded(self, made: Path, keep: int) -> list[Path]:
        """This vault's older backups beside ``made``, beyond the newest ``keep``; never another vault's."""
        if keep < 1:
            return []
        known = self._vault.rows("SELECT path FROM backup ORDER BY made_at DESC, rowid DESC")
        paths = dict.fromkeys(Path(row["path"]) for row in known)
        return [path for path in paths if path.parent == made.parent and path != made and self._is_ours(path)][
            keep - 1 :
        ]

    def _is_ours(self, path: Path) -> bool:
        """Whether a file is a backup of this vault, by its name and its salt, which a vault never changes."""
        try:
            return bool(_NAME.fullmatch(path.name)) and salt_of(path) == self._vault.key.salt
        except AllianceError:
            return False

    def _delete(self, paths: Sequence[Path]) -> tuple[Path, ...]:
        gone = []
        for path in paths:
            try:
                path.unlink()
            except OSError:  # it stays, and so it stays listed
                continue
            gone.append(path)
            with self._vault.change() as db:
                db.execute("DELETE FROM backup WHERE path = ?", [str(path)])
        return tuple(gone)


def copy_backup_list(old: Path, old_key: Key, new: Path, new_key: Key) -> None:
    """Copy the list of backups from one state of a vault to another; nothing where they are different vaults."""
    if old_key.salt != new_key.salt:
        return
    listed = _listed(old, old_key)
    with closing(Vault.open(new, new_key)) as vault, vault.change() as db:
        for row in listed:
            db.execute("INSERT OR IGNORE INTO backup VALUES (:id, :made_at, :path)", row)


def _listed(path: Path, key: Key) -> list[Row]:
    """The list of backups in a vault of any schema; empty where it cannot be read."""
    try:
        with closing(Vault.reading(path, key)) as vault:
            return vault.rows("SELECT * FROM backup") if {"name": "backup"} in vault.rows(TABLES) else []
    except AllianceError:
        return []


def backups_in(folder: Path) -> list[Path]:
    """The files in a folder that are named as backups, of any vault, oldest first."""
    return sorted(entries(folder, "alliance-*.db"), key=_age)


def _next_name(folder: Path, stem: str) -> Path:
    """A name with a higher number than any of that stem, so that the name of a deleted backup is not used again."""
    taken = [_age(path)[1] for path in entries(folder, f"{stem}*.db")]
    return folder / (f"{stem}-{max(taken) + 1}.db" if taken else f"{stem}.db")


def _age(path: Path) -> tuple[str, int]:
    found = _NAME.fullmatch(path.name)
    return (found[1], int(found[2] or 1)) if found else ("", 0)


def _refuse_missing(folder: Path) -> None:
    if exists(folder) and not is_folder(folder):
        raise WrongUse("That is a file, not a folder.", "Name a folder for the backup.")
    if not is_folder(folder):  # not created here, or a disk that is not plugged in would go unnoticed
        raise WrongUse("There is no such folder.", "Make it first, or put in the disk it is on.")
