"""A file in the making: under a name of its own until all of it is on disk, then under its own name at once."""

from __future__ import annotations

import errno
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from alliance_cli.core.errors import VaultTrouble

_MARK = ".alliance-"
_AN_HOUR = 3600.0


@contextmanager
def fresh_part(folder: Path) -> Iterator[Path]:
    """An empty file for its owner alone, gone at the end unless it was given its name; raises VaultTrouble."""
    _sweep(folder)
    part = folder / f"{_MARK}{secrets.token_hex(8)}.part"
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise unwritable(error) from None
    try:
        yield part
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def unwritable(error: OSError) -> VaultTrouble:
    """The trouble of a folder that takes no file."""
    reason = os.strerror(error.errno or 0)
    return VaultTrouble(f"The folder cannot be written to ({reason}).", "Nothing was changed. Name another folder.")


def _sweep(folder: Path) -> None:
    """Take away what a program that was ended hard left half-made; it is encrypted, and of no use."""
    with suppress(OSError):
        for left in folder.glob(f"{_MARK}*.part*"):
            if time.time() - left.stat().st_mtime > _AN_HOUR:
                left.unlink()


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk; a folder only where the system can."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        if path.is_file():
            raise  # some file systems cannot sync a folder; each can sync a file
    finally:
        os.close(handle)


def free_name(wanted: Path) -> Path:
    """The path, or the same with a number, where no file is yet."""
    numbered = (wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}") for number in range(2, 10_000))
    return next(path for path in (wanted, *numbered) if not os.path.lexists(path))


def give_name(part: Path, wanted: Path) -> Path:
    """Give the file its name, or that with a number; never takes the place of another file. Returns the name."""
    while True:
        name = free_name(wanted)
        with suppress(FileExistsError):  # made by another program a moment ago
            give_this_name(part, name)
            return name


def give_this_name(part: Path, name: Path) -> None:
    """Give the file this very name, whole as it is; raises FileExistsError where anything has it."""
    sync(part)
    try:
        os.link(part, name)
    except FileExistsError:
        raise
    except OSError:  # a file system where a file has one name only
        if os.path.lexists(name):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        part.rename(name)
    else:
        part.unlink()
    sync(name.parent)
