"""Looks at paths, so that a drive that does not answer or a name that cannot be ends with a sentence.

Everything outside of this room asks here what lies at a path. A path that leads nowhere is an answer, never an error.
Raises WrongUse for a name that no file can have and VaultTrouble for a disk that does not answer or may not be read.
"""

from __future__ import annotations

import os
import stat
from fnmatch import fnmatch
from pathlib import Path
from typing import BinaryIO

from alliance_cli.core.errors import NotFound, WrongUse
from alliance_cli.files.trouble import worded
from alliance_cli.translation import _


class FileTooLarge(WrongUse):
    """A file is larger than any file of its kind."""


class NoOrdinaryFile(WrongUse):
    """A pipe, a device or a folder where a file belongs."""


def typed_path(typed: str | Path) -> Path:
    """The whole path meant by what a person typed, where ``~`` is a home folder; raises WrongUse.

    That is for nobody's home, a working folder that was deleted, a path that cannot be shown as text, and ``-``, by
    which other programs mean standard input or output.
    """
    if str(typed) == "-":
        raise WrongUse(
            _("A single - is not a file name here."),
            _("Write its name; if it begins with a dash, put the folder before it."),
        )
    if "\0" in str(typed):
        raise WrongUse(_("No file or folder can have that name."), _("Check what was typed."))
    try:
        path = Path(typed).expanduser().absolute()
        str(path).encode()
    except RuntimeError:
        raise WrongUse(
            _("There is no home folder for the name after ~ in that path."), _("Write the whole path.")
        ) from None
    except FileNotFoundError:
        raise WrongUse(
            _("The folder you are in was deleted."), _("Go to another folder, or write the whole path.")
        ) from None
    except UnicodeEncodeError:
        raise WrongUse(
            _("That path holds bytes that are not UTF-8 text."), _("Rename it, or choose another.")
        ) from None
    return path


def exists(path: Path) -> bool:
    """Whether there is anything at the path; a link that leads nowhere is nothing."""
    return _status(path) is not None


def is_taken(path: Path) -> bool:
    """Whether anything has that name, be it a link that leads nowhere."""
    return _status(path, follow=False) is not None


def is_file(path: Path) -> bool:
    """Whether there is an ordinary file, or a link to one."""
    found = _status(path)
    return found is not None and stat.S_ISREG(found.st_mode)


def is_folder(path: Path) -> bool:
    """Whether there is a folder, or a link to one."""
    found = _status(path)
    return found is not None and stat.S_ISDIR(found.st_mode)


def is_link(path: Path) -> bool:
    """Whether there is a link, wherever it leads."""
    found = _status(path, follow=False)
    return found is not None and stat.S_ISLNK(found.st_mode)


def size_of(path: Path) -> int:
    """The size of a file in bytes; 0 where there is none."""
    found = _status(path)
    return found.st_size if found else 0


def modified_at(path: Path) -> float:
    """When a file was last written, in seconds since 1970; 0 where there is none."""
    found = _status(path)
    return found.st_mtime if found else 0.0


def others_can_look(path: Path) -> bool:
    """Whether others on this machine may look into a file or folder; False where permissions work differently."""
    found = _status(path)
    return os.name != "nt" and found is not None and bool(found.st_mode & 0o077)


def real_path(path: Path) -> Path:
    """The path without links, as far as it leads anywhere."""
    with worded():
        return Path(os.path.realpath(path))


def entries(folder: Path, pattern: str = "*") -> tuple[Path, ...]:
    """What lies in a folder under a name of this pattern, in the order of the names; nothing where it is missing."""
    try:
        with worded(FileNotFoundError, NotADirectoryError):
            names = os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    return tuple(folder / name for name in sorted(names) if fnmatch(name, pattern))


def read_file(path: Path, most: int) -> bytes:
    """The content of an ordinary file of at most so many bytes; raises what ``read_start`` does, and FileTooLarge."""
    content = read_start(path, most + 1)
    if len(content) > most:
        raise FileTooLarge(_("The file is larger than any file of this kind."), _("Check that it is the one you mean."))
    return content


def read_start(path: Path, count: int) -> bytes:
    """The first bytes of an ordinary file, all of them where it has fewer; raises what ``open_file`` does."""
    with open_file(path) as file, worded():
        return _read(file, path, count)


def open_file(path: Path) -> BinaryIO:
    """An ordinary file to read from; a pipe or a device is never waited for.

    Raises NotFound where there is none, NoOrdinaryFile for a pipe, a device or a folder.
    """
    try:
        with worded():
            file = os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb")
    except FileNotFoundError:
        raise NotFound(_("There is no such file."), _("Check its name and folder.")) from None
    except IsADirectoryError:
        raise NoOrdinaryFile(_("That is a folder, not a file."), _("Name a file in it.")) from None
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise NoOrdinaryFile(_("That is not an ordinary file."), _("Name a file with the text in it."))
    return file


def last_write(file: BinaryIO) -> tuple[int, int]:
    """The size of an open file in bytes and when it was last written, which tell whether it was changed meanwhile."""
    found = os.fstat(file.fileno())
    return found.st_size, found.st_mtime_ns


def _read(file: BinaryIO, path: Path, count: int) -> bytes:
    """The first bytes of an open file; an error names the file, so that it is not taken for one of writing."""
    try:
        return file.read(count)
    except OSError as error:
        error.filename = str(path)
        raise


def _status(path: Path, *, follow: bool = True) -> os.stat_result | None:
    """What the system says of a path; None where it leads nowhere."""
    try:
        with worded(FileNotFoundError, NotADirectoryError):
            return os.stat(path, follow_symlinks=follow)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError:
        raise WrongUse(_("No file or folder can have that name."), _("Check what was typed.")) from None
