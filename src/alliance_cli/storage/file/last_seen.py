"""Stores beside the vault which state of it was seen last; a file in another state is checked.

The marker contains the salt of the vault, the number of its changes, and the file system's identification of the file
after the last change made here. A file that still matches is not checked. Any other file, such as a copy or one from a
sync folder, is compared once with its own tally. A kill between a change and its marker therefore costs one check and
causes no error.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import Damaged
from alliance_cli.files.paths import size_of
from alliance_cli.storage.file.keys import SALT_BYTES
from alliance_cli.storage.file.reading import ReadableVault
from alliance_cli.storage.file.vault import LARGE, Vault
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.storage.damage.damaged_reader import DamagedVaultReader

_WIDTH = 200
"""The fixed length of the marker in characters: it is overwritten in place, so it is never empty."""


Watch = Callable[[int, int], None]
"""Called with the number of rows read and the number of all rows."""
_STEP = 1000
"""So many rows are read between two reports of progress."""


class _Seen(Struct, frozen=True):
    salt: bytes
    changes: int
    file: str
    """Device, inode, size and times of change, as the file system names them."""


def known_salt(marker: Path) -> bytes | None:
    """The salt of the vault that was opened last; None if it is not known."""
    seen = _read(marker)
    return seen.salt if seen else None


def _read(marker: Path) -> _Seen | None:
    try:
        salt, changes, *file = marker.read_text("ascii").split()
        seen = _Seen(bytes.fromhex(salt), int(changes), " ".join(file))
    except (OSError, ValueError):
        return None
    return seen if len(seen.salt) == SALT_BYTES else None


def _file(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return ""
    return " ".join(map(str, (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)))


class LastSeen:
    """The marker of one vault, for as long as the vault is open."""

    def __init__(self, marker: Path, vault: ReadableVault) -> None:
        self._marker = marker
        self._vault = vault
        self._file = _file(vault.path)
        self.missing = 0
        """How many changes that were seen before are missing from the file."""

    def look(self, watching: Callable[[], AbstractContextManager[Watch]] | None = None) -> None:
        """Check whether the file is the one seen last; raises Damaged if its pages are from different moments.

        If a large file has to be read completely for that, it is read inside ``watching``, and progress is reported.
        """
        seen = _read(self._marker)
        if seen and seen.salt == self._vault.key.salt:
            if seen.file == self._file:
                self._follow()
                return
            self.missing = max(0, seen.changes - self._vault.changes)
        if watching and size_of(self._vault.path) > LARGE:
            with watching() as watch:
                self._refuse_mixed(watch)
        else:
            self._refuse_mixed(lambda done, total: None)
        if not self.missing:
            self.accept()

    def accept(self) -> None:
        """Accept the present file as the one seen last, and follow its changes from now on."""
        self.missing = 0
        self._write()
        self._follow()

    def _follow(self) -> None:
        if isinstance(self._vault, Vault):
            self._vault.before_change = partial(self._stop_where_changed, self._vault)
            self._vault.on_commit = self._write

    def _stop_where_changed(self, vault: Vault) -> None:
        """Stop writing the marker if the file was changed elsewhere; then the next program to open it checks it."""
        if _file(vault.path) != self._file:
            vault.on_commit = lambda: None

    def _write(self) -> None:
        self._file = _file(self._vault.path)
        line = f"{self._vault.key.salt.hex()} {self._vault.changes} {self._file}".ljust(_WIDTH - 1)
        try:
            with os.fdopen(os.open(self._marker, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as marker:
                marker.write(f"{line}\n".encode())
        except OSError:
            return  # the next program to open the vault checks it again

    def _refuse_mixed(self, watch: Watch) -> None:
        from alliance_cli.storage.damage.damaged_reader import DamagedVaultReader

        with closing(DamagedVaultReader(self._vault.path, self._vault.key)) as reader:
            reader.make_room()
            # The tally covers rows only; an outdated index page shows only when compared with its table.
            if _misfits(reader, _indexes_differ) or _misfits(reader, partial(_rows_differ, watch=watch)):
                raise Damaged(
                    _("The vault's file holds pages from different times, as after a copy in the middle of a change."),
                    _("Leave the file as it is, and restore a backup. Check it first with:"),
                    Action(ActionKind.CHECK_VAULT),
                )


def _misfits(reader: DamagedVaultReader, check: Callable[[DamagedVaultReader], bool]) -> bool:
    """Return a check's result in one transaction; False if the file cannot be read, which is reported later."""
    from alliance_cli.storage.damage.damaged_reader import Unreadable

    with suppress(Unreadable), reader.one_moment():
        return check(reader)
    return False


def _indexes_differ(reader: DamagedVaultReader) -> bool:
    return reader.all("PRAGMA integrity_check(1)") != [("ok",)]


def _rows_differ(reader: DamagedVaultReader, watch: Watch) -> bool:
    from alliance_cli.storage.file.tally import differing

    ((total,),) = reader.all("SELECT coalesce(sum(rows), 0) FROM tally WHERE name <> ''")
    passed = count(1)

    def rows(sql: str) -> Iterator[Sequence[Any]]:
        for row in reader.each(sql):
            if (done := next(passed)) % _STEP == 0:
                watch(min(done, total), total)  # the few rows that list the tables pass here too
            yield row

    found = any(differing(rows))
    watch(total, total)
    return found
