"""Writes a new export file or folder: completely or not at all, and never over an existing one."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from alliance_cli.core.errors import Refused, WrongUse
from alliance_cli.files.parts import temporary
from alliance_cli.files.paths import is_taken
from alliance_cli.files.trouble import reason_of
from alliance_cli.files.writing import publish
from alliance_cli.translation import _


def refuse_existing(path: Path) -> None:
    """Raises Refused if the name is taken, even by a link that leads nowhere."""
    if is_taken(path):
        raise Refused(_("There is a file or folder of that name already, and it stays as it is."), _("Name a new one."))


@contextmanager
def new_file(path: Path, *, folder: bool = False, enter: Callable[[Path], object] | None = None) -> Iterator[Path]:
    """Yields a temporary file or folder to write into; it is published as ``path`` when the block ends.

    ``enter`` is called with its path before it is made. The temporary file is deleted if the block fails. Raises
    Refused if the name is taken, WrongUse if no file can be made there, OSError for a full disk.
    """
    refuse_existing(path)
    with ExitStack() as stack:
        try:
            part = stack.enter_context(temporary(path.parent, directory=folder, enter=enter))
        except FileNotFoundError:
            raise WrongUse(_("The folder for the file does not exist."), _("Make it first, or name another.")) from None
        except OSError as error:
            raise _refusal(error) from None
        yield part
        try:
            publish(part, path)
        except FileExistsError:
            refuse_existing(path)
            raise


def _refusal(error: OSError) -> Exception:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return error
    return WrongUse(_("No file can be made there ({reason}).", reason=reason_of(error)), _("Name another."))


def private_file(path: Path, encoding: str = "utf-8", newline: str = "\n") -> TextIO:
    """A file inside a new folder, open for writing; only its owner can read it."""
    return open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding=encoding, newline=newline)  # noqa: PTH123


UNDATED = datetime(1980, 1, 1, 12, tzinfo=UTC).timestamp()
"""The first day that every archive format can store."""


def undate(path: Path) -> None:
    """Reset the times of a file, or of a folder and its content, which would reveal the day of writing."""
    for each in (*path.rglob("*"), path):
        with suppress(OSError):
            os.utime(each, (UNDATED, UNDATED))


def write_text(path: Path, text: str, enter: Callable[[Path], object] | None = None) -> None:
    """Write a new file of text; raises as ``new_file`` does."""
    with new_file(path, enter=enter) as part:
        part.write_text(text, encoding="utf-8")
