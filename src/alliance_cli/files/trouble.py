"""Says in one sentence why a file, a folder or a disk cannot be used."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import AllianceError, VaultTrouble, WrongUse

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_RIGHTS = (errno.EACCES, errno.EPERM, errno.EROFS)
_NAMES = (errno.ENAMETOOLONG, errno.ELOOP, errno.ENOTDIR, errno.EILSEQ, errno.EINVAL)
_AWAY = tuple(
    getattr(errno, name)
    for name in (
        *("EIO", "ENXIO", "ENODEV", "EREMOTEIO", "ENOMEDIUM", "ENOLINK"),
        *("ESTALE", "ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ENETRESET"),
        *("ENOTCONN", "ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "ESHUTDOWN"),
    )
    if hasattr(errno, name)
)
"""What a disk that was pulled out or a network drive that dropped answers."""


def trouble(error: OSError) -> AllianceError | None:
    """The error with words for a person; None for one that a path a person gave does not cause."""
    reason = os.strerror(error.errno or 0)
    if error.errno in _NAMES:
        return WrongUse(f"No file or folder can have that name ({reason}).", "Check what was typed.")
    if error.errno in _RIGHTS:
        hint = "What was answered is kept. Check who owns the folder and its files:"
        return VaultTrouble(f"A file or folder may not be used ({reason}).", hint, Action(ActionKind.SHOW_PLACES))
    if error.errno in _FULL or (error.errno == errno.EIO and error.filename is None):
        return VaultTrouble(f"The result could not be written ({reason}).", "What was answered is kept.")
    if error.errno in _AWAY:
        hint = "What was answered is kept. Connect it again, then run the same command once more."
        return VaultTrouble(f"A disk or network drive does not answer ({reason}).", hint)
    return None


@contextmanager
def worded(*expected: type[OSError]) -> Iterator[None]:
    """Raises AllianceError in place of an OSError that ``trouble`` has words for; others and ``expected`` ones pass."""
    try:
        yield
    except expected:
        raise
    except OSError as error:
        if (worded := trouble(error)) is not None:
            raise worded from None
        raise
