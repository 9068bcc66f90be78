"""Files that are being written: a lock is held beside each until it is done, so one that nobody holds is dead.

The lock is on a file of its own. A lock on the part itself would keep SQLite from writing to it where a network drive
enforces locks. It is made before the part and removed after it, so a part without one is dead as well.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path

from alliance_cli.core.errors import AllianceError
from alliance_cli.files.paths import entries, others_can_look

_PREFIX, _PART, _LOCK = ".alliance-", ".part", ".lock"


@contextmanager
def temporary(
    folder: Path, *, directory: bool = False, enter: Callable[[Path], object] | None = None
) -> Iterator[Path]:
    """An empty file (mode 0600) or directory (0700) in a folder, deleted at the end unless it was published.

    ``enter`` is called with its path before there is anything. Dead parts in the folder are swept first.
    """
    with suppress(AllianceError):  # a folder that cannot be used is reported by what follows
        sweep(folder)
    lock, handle = _held_lock(folder)
    part = lock.with_suffix(_PART)
    try:
        if enter is not None:
            enter(part)
        if directory:
            part.mkdir(mode=0o700)
        else:
            create_empty(part)
        yield part
    finally:
        with suppress(OSError):
            _delete(part)
        with suppress(OSError):
            lock.unlink()
        os.close(handle)


def keeps_permissions(folder: Path) -> bool:
    """Whether a new file in the folder can be closed to others; not on exFAT, nor on some network drives.

    True where no file can be made to find out.
    """
    try:
        with temporary(folder) as part:
            with suppress(OSError):
                part.chmod(0o600)
            return not others_can_look(part)
    except OSError:
        return True


def shared_folder() -> Path:
    """The folder for temporary files, which all programs share; nothing is written to find it."""
    named = (os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
    return next((Path(each) for each in named if each and os.path.isdir(each)), Path("/tmp"))  # noqa: S108


def create_empty(path: Path) -> None:
    """Make an empty file that only its owner may read; raises FileExistsError."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


class PartState(Enum):
    """What became of a part that was to be swept."""

    GONE = "gone"
    HELD = "held"
    """A program is writing it."""
    LEFT = "left"
    """It could not be deleted, or the file system knows no locks, so that nobody can tell."""
    AWAY = "away"
    """It was entered in the vault, and its folder cannot be reached."""


def sweep(folder: Path) -> dict[Path, PartState]:
    """Delete the parts in a folder that nobody is writing any more; returns those that stay.

    Raises VaultTrouble where the folder cannot be looked into.
    """
    found = {path.with_suffix(_PART) for end in (_PART, _LOCK) for path in entries(folder, f"{_PREFIX}*{end}")}
    states = {part: sweep_part(part) for part in sorted(found)}
    return {part: state for part, state in states.items() if state is not PartState.GONE}


def is_part(path: Path) -> bool:
    """Whether a path has the name of a part, which no file of a person has."""
    return path.name.startswith(_PREFIX) and path.suffix == _PART


def sweep_part(part: Path) -> PartState:
    """Delete a part, what SQLite left beside it, and its lock, unless a program holds it."""
    lock = part.with_suffix(_LOCK)
    try:
        handle = os.open(lock, os.O_RDWR)
    except FileNotFoundError:
        return _deleted(part)
    except OSError:
        return PartState.LEFT
    try:
        return _deleted(part, lock) if _is_held(handle) else PartState.LEFT
    except BlockingIOError:
        return PartState.HELD
    finally:
        os.close(handle)


def _held_lock(folder: Path) -> tuple[Path, int]:
    """A new lock file and the handle that holds it, unless the file system knows no locks."""
    from secrets import token_hex

    while True:
        lock = folder / f"{_PREFIX}{token_hex(8)}{_LOCK}"
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        # Another program may have swept it before it was held; then the name is gone.
        with suppress(BlockingIOError):
            if not _is_held(handle) or os.path.lexists(lock):
                return lock, handle
        os.close(handle)


def _is_held(handle: int) -> bool:
    """Lock an open file until it is closed; False where there are no locks. Raises BlockingIOError."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock

        flock(handle, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        raise
    except (ImportError, OSError):
        return False
    return True


def _deleted(*paths: Path) -> PartState:
    try:
        for path in paths:
            _delete(path)
    except OSError:
        return PartState.LEFT
    return PartState.GONE


def _delete(path: Path) -> None:
    """Delete a file or folder, and what SQLite left beside it."""
    if path.is_dir() and not path.is_symlink():
        from shutil import rmtree  # slow to load, and needed for directories only

        rmtree(path)
    else:
        path.unlink(missing_ok=True)
    for end in ("-journal", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
