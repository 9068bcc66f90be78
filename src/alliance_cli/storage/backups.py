"""Backups: a whole, encrypted, verified copy of the vault, made while it is in use.

``VACUUM INTO`` writes the copy: row by row into fresh pages, so what was deleted is nowhere in it, under the key and
salt of the vault, so the same passphrase opens it, here and in SQLCipher's own tools.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from alliance_cli.core.clock import Clock
from alliance_cli.core.errors import AllianceError, VaultTrouble, WrongUse
from alliance_cli.core.safekeeping import Contents, Made
from alliance_cli.storage.keys import Key
from alliance_cli.storage.migrations import LATEST
from alliance_cli.storage.parts import fresh_part, give_name, sync
from alliance_cli.storage.troubles import damaged
from alliance_cli.storage.vault import Row, Vault, salt_of

_NAME = re.compile(r"alliance-(\d{4}-\d\d-\d\dT\d{4,6})(?:-(\d+))?\.db")
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
_CONTENTS = """
SELECT (SELECT count(*) FROM client) AS clients, (SELECT count(*) FROM session) AS sessions,
  (SELECT count(*) FROM answer WHERE value IS NOT NULL) AS answers, (SELECT count(*) FROM rating) AS ratings,
  (SELECT count(*) FROM moment) AS moments, (SELECT max(held_on) FROM session) AS last_on
"""


class Backups:
    """The backups made of a vault."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def make(self, folder: Path, keep: int = 0) -> Made:
        """Make one in a folder; with ``keep`` older ones of this vault there are taken away, but for so many in all."""
        _be_there(folder)
        with fresh_part(folder) as part:
            contents = verified_copy(self._vault, part)
            name = give_name(part, _next_name(folder, f"alliance-{self._clock.now():%Y-%m-%dT%H%M%S}"))
        if (trouble := self._note(name)) is not None:
            return Made(name, contents, trouble=trouble.sentence)
        return Made(name, contents, self._take_away(self._superseded(name, keep)))

    def _note(self, name: Path) -> VaultTrouble | None:
        """Let the vault know of it; where that cannot be, as on a full disk, the backup itself is no worse for it."""
        given = {"id": self._clock.new_id(), "at": self._clock.stamp, "path": str(name)}
        try:
            with self._vault.change() as db:
                db.execute("INSERT INTO backup VALUES (:id, :at, :path)", given)
        except VaultTrouble as trouble:
            return trouble
        return None

    def latest(self) -> datetime | None:
        """When the last one was made."""
        at = self._vault.rows("SELECT max(made_at) AS at FROM backup")[0]["at"]
        return datetime.fromisoformat(at) if at else None

    def worth_it_since(self) -> date | None:
        """The day the first client was opened; None while there is nothing to lose."""
        on = self._vault.rows("SELECT min(opened_on) AS first FROM client")[0]["first"]
        return date.fromisoformat(on) if on else None

    def _superseded(self, made: Path, keep: int) -> list[Path]:
        """Older backups beside ``made``. Another vault's, which this one does not know of, are never among them."""
        if keep < 1:
            return []
        known = self._vault.rows("SELECT path FROM backup ORDER BY made_at DESC, rowid DESC")
        paths = dict.fromkeys(Path(row["path"]) for row in known)
        return [path for path in paths if path.parent == made.parent and path != made and self._made(path)][keep - 1 :]

    def _made(self, path: Path) -> bool:
        """Whether this vault made it, by the salt at its head, which stays with a vault; whatever is noted of it."""
        try:
            return bool(_NAME.fullmatch(path.name)) and salt_of(path) == self._vault.key.salt
        except AllianceError:
            return False

    def _take_away(self, paths: Sequence[Path]) -> tuple[Path, ...]:
        gone = []
        for path in paths:
            try:
                path.unlink()
            except OSError:  # it stays, and so it stays known
                continue
            gone.append(path)
            with self._vault.change() as db:
                db.execute("DELETE FROM backup WHERE path = ?", [str(path)])
        return tuple(gone)


def carry_noted(old: Path, old_key: Key, new: Path, new_key: Key) -> None:
    """Let an earlier state of a vault know of the backups that a later one knows of; of another vault's, nothing."""
    if old_key.salt != new_key.salt:
        return
    noted = _noted(old, old_key)
    vault = Vault.open(new, new_key)
    try:
        with vault.change() as db:
            for row in noted:
                db.execute("INSERT OR IGNORE INTO backup VALUES (:id, :made_at, :path)", row)
    finally:
        vault.close()


def _noted(path: Path, key: Key) -> list[Row]:
    """What a vault of any schema knows of its backups; nothing where that cannot be read."""
    try:
        vault = Vault.reading(path, key)
        try:
            return vault.rows("SELECT * FROM backup") if {"name": "backup"} in vault.rows(_TABLES) else []
        finally:
            vault.close()
    except AllianceError:
        return []


def lying_in(folder: Path) -> list[Path]:
    """The files in a folder that have the name of a backup, oldest first; they may be another vault's."""
    return sorted(folder.glob("alliance-*.db"), key=_age)


def _next_name(folder: Path, stem: str) -> Path:
    """A name beyond all of that stem in the folder, so that one that was freed by taking a backup away stays free."""
    taken = [_age(path)[1] for path in folder.glob(f"{stem}*.db")]
    return folder / (f"{stem}-{max(taken) + 1}.db" if taken else f"{stem}.db")


def _age(path: Path) -> tuple[str, int]:
    found = _NAME.fullmatch(path.name)
    return (found[1], int(found[2] or 1)) if found else ("", 0)


def _be_there(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise WrongUse("That is a file, not a folder.", "Name a folder for the backup.")
    if not folder.is_dir():  # never made here: a disk that is not in would be missed by nobody
        raise WrongUse("There is no such folder.", "Make it first, or put in the disk it is on.")


def verified_copy(vault: Vault, part: Path) -> Contents:
    """Copy a vault into an empty file, open the copy with the vault's key and look it through; raises VaultTrouble."""
    with vault.change():  # nobody writes meanwhile, so what is counted is what is copied
        counted = _counts(vault)
        copy_of(vault.path, vault.key, part)
    contents = _sound_contents(part, vault.key, counted)
    if contents is None:
        raise VaultTrouble(
            "The copy does not hold what the vault holds, so it was thrown away.",
            "The vault is as it was. Look it through with: alliance vault check",
        )
    return contents


@contextmanager
def verified_part(backup: Path, key: Key, folder: Path) -> Iterator[tuple[Path, Contents]]:
    """A copy of a backup in a folder, and what it holds; the backup stays untouched. Raises VaultTrouble, Locked."""
    with fresh_part(folder) as part:
        copy_of(backup, key, part)
        _refuse_other_files(part, key)
        contents = _sound_contents(part, key)
        if contents is None:
            raise damaged()
        yield part, contents


def _refuse_other_files(path: Path, key: Key) -> None:
    copy = Vault.reading(path, key)
    try:
        version = int(copy.rows("PRAGMA user_version")[0]["user_version"])
        is_ours = "client" in [row["name"] for row in copy.rows(_TABLES)]
    finally:
        copy.close()
    if version > LATEST:
        raise VaultTrouble("That backup was made by a newer alliance.", "Nothing was changed. Update first.")
    if not is_ours:
        raise VaultTrouble("That file is no backup of a vault.", "Nothing was changed.")


def _sound_contents(path: Path, key: Key, counted: dict[str, int] | None = None) -> Contents | None:
    """What a copy holds; None where it is damaged, or is not of so many rows a table."""
    try:
        copy = Vault.reading(path, key)
        try:
            fits = is_sound(copy) and counted in (None, _counts(copy))
            return contents_of(copy) if fits else None
        finally:
            copy.close()
    except AllianceError:
        return None


def copy_of(source: Path, key: Key, part: Path) -> None:
    """Copy the vault of a path into an empty file; the source stays untouched."""
    vault = Vault.reading(source, key)
    try:
        vault.copy_into(part)
    finally:
        vault.close()
    sync(part)


def is_sound(vault: Vault) -> bool:
    """Whether every page is as it was written, and every table and index in order."""
    damaged = vault.rows("PRAGMA cipher_integrity_check")
    return not damaged and [row["integrity_check"] for row in vault.rows("PRAGMA integrity_check")] == ["ok"]


def contents_of(vault: Vault) -> Contents:
    """What a vault of any schema holds, in counts."""
    row = vault.rows(_CONTENTS)[0]
    last = row.pop("last_on")
    return Contents(**row, last_on=date.fromisoformat(last) if last else None)


def _counts(vault: Vault) -> dict[str, int]:
    names = [row["name"] for row in vault.rows(_TABLES)]
    return {name: vault.rows(f'SELECT count(*) AS n FROM "{name}"')[0]["n"] for name in names}  # noqa: S608 - our own
