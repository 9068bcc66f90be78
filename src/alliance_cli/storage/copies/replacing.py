"""Replaces the vault by another file. A killed program leaves either the old vault or the complete new one."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from alliance_cli.core.errors import VaultTrouble
from alliance_cli.files.paths import exists, is_file, is_taken, size_of
from alliance_cli.files.trouble import reason_of, worded
from alliance_cli.files.writing import free_name, sync
from alliance_cli.storage.file import connection as connecting
from alliance_cli.storage.file.keys import random_key
from alliance_cli.translation import _

_LOCK_BYTES, _LOCK_COUNT = 0x4000_0000, 512
"""Where SQLite places its locks in a file ("lock-byte page" of its file format), beyond the data of any vault."""
_BESIDE = ("-journal", "-wal")


def put_in_place(part: Path, vault: Path, kept: Path) -> Path | None:
    """Put a finished file in the vault's place and keep the old one as ``kept``, numbered if that name is taken.

    Returns the path of the old file, or None if there was none. It needs no key, so it also keeps a vault that nobody
    can open. Raises VaultTrouble while another program is changing the vault.
    """
    roll_back_unfinished_change(vault)
    kept = free_name(kept)
    with _exclusive_lock(vault) as handle:
        if handle is None:
            _move_aside(vault, kept)
        else:
            _refuse_unwritten_changes(vault)
            _keep_beside(vault, kept, handle)
        sync(part)
        part.replace(vault)
        sync(vault.parent)
    return kept if exists(kept) else None


def roll_back_unfinished_change(vault: Path) -> None:
    """Let SQLite roll back a change that a killed program left unfinished.

    Its journal would otherwise be rolled back into the new file. A rollback copies encrypted pages, so any key will do,
    even one that cannot open the vault.
    """
    if not is_file(vault):
        return
    connection = sqlcipher.connect(vault, timeout=connecting.WAIT_SECONDS)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(random_key().pragma)
        with suppress(sqlcipher.DatabaseError):
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    finally:
        connection.close()


@contextmanager
def _exclusive_lock(vault: Path) -> Iterator[int | None]:
    """Keeps every program from reading or changing the vault; yields its handle, or None if there is no file.

    This takes SQLite's write lock directly, which works without the key. Closing any other handle on the file would
    release it.
    """
    try:
        handle = os.open(vault, os.O_RDWR)
    except (FileNotFoundError, IsADirectoryError):
        yield None
        return
    except OSError as error:
        reason = reason_of(error)
        raise VaultTrouble(
            _("The vault cannot be replaced ({reason}).", reason=reason), _("Nothing was changed.")
        ) from None
    try:
        _lock(handle)
        yield handle
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows, where an open file cannot be replaced
        return
    until = time.monotonic() + connecting.WAIT_SECONDS
    while True:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCK_COUNT, _LOCK_BYTES)
        except OSError:
            if time.monotonic() > until:
                raise VaultTrouble(
                    _("The vault is busy: another window is in the middle of a change."),
                    _("Nothing was changed. Try again in a moment."),
                ) from None
            time.sleep(0.05)
        else:
            return


def _refuse_unwritten_changes(vault: Path) -> None:
    for end in _BESIDE:
        beside = vault.with_name(vault.name + end)
        if size_of(beside):
            raise VaultTrouble(
                _("{name}, beside the vault, holds a change that could not be completed.", name=beside.name),
                _("Nothing was changed. Move both files to another folder together, then run this again."),
            )


@worded()
def _move_aside(vault: Path, kept: Path) -> None:
    """Rename a folder with the vault's name, and the leftovers of a deleted vault."""
    for end in ("", *_BESIDE):
        left = vault.with_name(vault.name + end)
        if is_taken(left):
            left.rename(kept.with_name(kept.name + end))


@worded()
def _keep_beside(vault: Path, kept: Path, handle: int) -> None:
    """Give the old file a second name, or copy it if the file system has no hard links."""
    try:
        os.link(vault, kept)
    except OSError:
        _copy(handle, kept)
    with suppress(PermissionError):  # a disk without permissions
        kept.chmod(0o600)
    sync(kept.parent)


@worded()
def _copy(handle: int, kept: Path) -> None:
    with os.fdopen(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as copy:
        os.lseek(handle, 0, os.SEEK_SET)
        while block := os.read(handle, 1 << 20):
            copy.write(block)
        copy.flush()
        os.fsync(copy.fileno())
