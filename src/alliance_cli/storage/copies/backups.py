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
from alliance_cli.files.paths import entries, exists, is_folder, modified_at
from alliance_cli.files.writing import publish_numbered
from alliance_cli.storage.copies.copying import TABLES, verified_copy
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.reading import ReadableVault
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of, temporary_vault
from alliance_cli.storage.unfinished.part_files import PartFiles
from alliance_cli.translation import _

_NAME = r"alliance-(\d{4}-\d\d-\d\dT\d{4,6})(?:-(\d+))?\.db"


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
        """Record a backup in the vault; return the error if that fails, because the backup itself is good."""
        given = {"id": self._clock.new_id(), "at": self._clock.stamp, "path": str(name)}
        try:
            with self._vault.change() as db:
                db.execute("INSERT INTO backup VALUES (:id, :at, :path)", given)
        except VaultTrouble as trouble:
            return trouble
        return None

    def latest(self) -> datetime | None:
        """The local time of the last backup; times in the future, from a wrong clock, are ignored."""
        at = self._vault.rows("SELECT max(made_at) AS at FROM backup WHERE made_at <= :now", {"now": self._clock.stamp})
        return self._clock.local(at[0]["at"]) if at[0]["at"] else None

    def is_listed(self) -> bool:
        """Whether any backup was made, even while the clock was ahead."""
        return bool(self._vault.rows("SELECT 1 FROM backup LIMIT 1"))

    def worth_it_since(self) -> date | None:
        """The day the first client was opened; None if there is nothing to lose yet."""
        on = self._vault.rows("SELECT min(opened_on) AS first FROM client")[0]["first"]
        return date.fromisoformat(on) if on else None

    def _superseded(self, made: Path, keep: int) -> list[Path]:
        """This vault's backups in the folder of ``made``, except the newest ``keep``; never another vault's.

        They are sorted as they were recorded, because a clock may go back.
        """
        if keep < 1:
            return []
        known = self._vault.rows("SELECT path FROM backup ORDER BY rowid DESC")
        paths = dict.fromkeys(Path(row["path"]) for row in known)
        return [path for path in paths if path.parent == made.parent and path != made and self._is_ours(path)][
            keep - 1 :
        ]

    def _is_ours(self, path: Path) -> bool:
        """Whether a file is a backup of this vault, by its name and its salt, which a vault never changes."""
        try:
            return bool(re.fullmatch(_NAME, path.name)) and salt_of(path) == self._vault.key.salt
        except AllianceError:
            return False

    def _delete(self, paths: Sequence[Path]) -> tuple[Path, ...]:
        gone = []
        for path in paths:
            try:
                path.unlink()
            except OSError:  # the file stays, so it stays recorded
                continue
            gone.append(path)
            with self._vault.change() as db:
                db.execute("DELETE FROM backup WHERE path = ?", [str(path)])
        return tuple(gone)


def copy_lists(old: Path, old_key: Key, new: Path, new_key: Key) -> None:
    """Copy the records of backups and unfinished copies to another state of the same vault."""
    if old_key.salt != new_key.salt:
        return
    backups, parts = _listed(old, old_key, "backup"), _listed(old, old_key, "part_file")
    with closing(Vault.open(new, new_key)) as vault, vault.change() as db:
        db.executemany("INSERT OR IGNORE INTO backup (id, made_at, path) VALUES (:id, :made_at, :path)", backups)
        db.executemany("INSERT OR IGNORE INTO part_file (id, made_at, path) VALUES (:id, :made_at, :path)", parts)


def _listed(path: Path, key: Key, table: str) -> list[Row]:
    """Return a table of a vault of any schema, in insertion order; empty if it cannot be read."""
    try:
        with closing(ReadableVault.open(path, key)) as vault:
            there = {"name": table} in vault.rows(TABLES)
            return vault.rows(f"SELECT * FROM {table} ORDER BY rowid") if there else []  # noqa: S608 - our own
    except AllianceError:
        return []


def backups_in(folder: Path) -> list[Path]:
    """The files in a folder with the name of a backup, of any vault, oldest first."""
    return sorted(entries(folder, "alliance-*.db"), key=_age)


def _next_name(folder: Path, stem: str) -> Path:
    """A name numbered above all with that stem, so that a deleted backup's name is not reused."""
    taken = [_age(path)[1] for path in entries(folder, f"{stem}*.db")]
    return folder / (f"{stem}-{max(taken) + 1}.db" if taken else f"{stem}.db")


def _age(path: Path) -> tuple[float, int]:
    """The moment and the number in a backup's name; backups sort by them in the order they were made.

    If the local time occurred twice, when clocks went back, the one nearer to the file's time is used.
    """
    found = re.fullmatch(_NAME, path.name)
    try:
        local = datetime.strptime(found[1].ljust(17, "0"), "%Y-%m-%dT%H%M%S") if found else None  # noqa: DTZ007 - local
    except ValueError:
        local = None
    if found is None or local is None:
        return 0.0, 0
    moments = sorted({local.replace(fold=fold).timestamp() for fold in (0, 1)})
    written = modified_at(path) if len(moments) > 1 else 0.0
    return min(moments, key=lambda moment: abs(moment - written)), int(found[2] or 1)


def _refuse_missing(folder: Path) -> None:
    if exists(folder) and not is_folder(folder):
        raise WrongUse(_("That is a file, not a folder."), _("Name a folder for the backup."))
    if not is_folder(folder):  # not created here, so that an unplugged disk is noticed
        raise WrongUse(_("There is no such folder."), _("Make it first, or connect the disk it is on."))
