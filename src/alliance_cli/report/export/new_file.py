"""A file or folder that was not there before: whole or not there at all, for its owner alone, never over another."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp, mkstemp

from alliance_cli.core.errors import Refused, WrongUse


def refuse_existing(path: Path) -> None:
    """Raises Refused where something of that name is there already, be it a link that leads nowhere."""
    if os.path.lexists(path):
        raise Refused("There is a file or folder of that name already, and it stays as it is.", "Name a new one.")


@contextmanager
def new_file(path: Path, *, folder: bool = False) -> Iterator[Path]:
    """Yields a temporary file or folder beside ``path`` to be written; it gets its name when all is on disk.

    What was written is removed where writing fails. Raises Refused, or WrongUse where nothing can be made there.
    """
    refuse_existing(path)
    partial = _partial(path, folder=folder)
    try:
        yield partial
        for each in [*partial.rglob("*"), partial] if folder else [partial]:
            _sync(each)
        _name(partial, path, folder=folder)
        _sync(path.parent)
    except BaseException:
        shutil.rmtree(partial) if partial.is_dir() else partial.unlink(missing_ok=True)
        raise


def _partial(path: Path, *, folder: bool) -> Path:
    """A name of its own beside the file, so that taking the final name is one step; mode 0700 or 0600."""
    try:
        if folder:
            return Path(mkdtemp(prefix=".alliance-", suffix=".partial", dir=path.parent))
        handle, name = mkstemp(prefix=".alliance-", suffix=".partial", dir=path.parent)
    except FileNotFoundError:
        raise WrongUse("The folder for the file is not there.", "Make it first, or name another.") from None
    except OSError as error:
        raise _unfit(error) from None
    os.close(handle)
    return Path(name)


def _name(partial: Path, path: Path, *, folder: bool) -> None:
    """Take the name with an empty file or folder, which fails where one is, then put the written one in its place."""
    try:
        if folder:
            path.mkdir(mode=0o700)
        else:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        refuse_existing(path)
        raise
    except OSError as error:
        raise _unfit(error) from None
    if folder and os.name == "nt":  # a folder cannot take another's place there
        path.rmdir()
    try:
        partial.replace(path)
    except BaseException:
        path.rmdir() if folder else path.unlink()
        raise


def _unfit(error: OSError) -> Exception:
    """A place where no file can be made; a full disk stays what it is."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return error
    return WrongUse(f"No file can be made there ({os.strerror(error.errno or 0)}).", "Name another.")


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():  # a folder cannot be opened there
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
