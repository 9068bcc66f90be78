"""Writes files so that each appears under its name complete or not at all, readable only by its owner.

A file or folder is first written as a part beside its final name, so that publishing it is one step.
Writing raises OSError; the callers turn it into a sentence.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path

from alliance_cli.files.parts import create_empty, temporary


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds a lock on a folder, once no other program holds it; no lock where the system or file system has none."""
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            flock(handle, LOCK_EX)
        yield
    finally:
        os.close(handle)


def sync(path: Path) -> None:
    """Wait until a file's content, or the names in a folder, are on the disk; a folder only where the system can."""
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


def publish(part: Path, name: Path) -> None:
    """Give a temporary file or directory its final name; raises FileExistsError where anything has that name."""
    for each in (*part.rglob("*"), part) if part.is_dir() else (part,):
        sync(each)
    if part.is_dir():
        _claim_and_replace(part, name)
    else:
        try:
            os.link(part, name)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            _claim_and_replace(part, name)
        else:
            part.unlink()
    sync(name.parent)


def _claim_and_replace(part: Path, name: Path) -> None:
    """Claim the name with an empty file or directory, which fails where anything has it, then replace that."""
    directory = part.is_dir()
    name.mkdir(mode=0o700) if directory else create_empty(name)
    if directory and os.name == "nt":  # a directory cannot replace another there
        name.rmdir()
    try:
        part.replace(name)
    except BaseException:
        with suppress(OSError):
            name.rmdir() if directory else name.unlink()
        raise


def free_name(wanted: Path) -> Path:
    """The path, or the same with a number added, where no file is yet."""
    numbered = (wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}") for number in range(2, 10_000))
    return next(path for path in chain((wanted,), numbered) if not os.path.lexists(path))


def publish_numbered(part: Path, wanted: Path) -> Path:
    """Publish under the name wanted, or that with a number where it is taken; returns the name."""
    while True:
        name = free_name(wanted)
        with suppress(FileExistsError):  # another program took it a moment ago
            publish(part, name)
            return name


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not exist yet; raises FileExistsError."""
    with temporary(path.parent) as part:
        part.write_bytes(content)
        publish(part, path)


def overwrite(path: Path, content: bytes) -> None:
    """Write a file in place of the one that is there, if any."""
    with temporary(path.parent) as part:
        part.write_bytes(content)
        sync(part)
        part.replace(path)
        sync(path.parent)
