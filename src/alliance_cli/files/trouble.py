"""Says in one sentence why a file, a folder or a disk cannot be used."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import AllianceError, VaultTrouble, WrongUse
from alliance_cli.translation import N_, _

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
    reason = reason_of(error)
    if error.errno in _NAMES:
        return WrongUse(
            _("No file or folder can have that name ({reason}).", reason=reason), _("Check what was typed.")
        )
    if error.errno in _RIGHTS:
        hint = _("Your answers are kept. Check who owns the folder and its files:")
        return VaultTrouble(
            _("A file or folder cannot be used ({reason}).", reason=reason), hint, Action(ActionKind.SHOW_PLACES)
        )
    if error.errno in _FULL or (error.errno == errno.EIO and error.filename is None):
        return VaultTrouble(
            _("The result could not be written ({reason}).", reason=reason), _("Your answers are kept.")
        )
    if error.errno in _AWAY:
        hint = _("Your answers are kept. Connect it again, then run the same command once more.")
        return VaultTrouble(_("A disk or network drive does not answer ({reason}).", reason=reason), hint)
    return None


_REASONS = (
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("Read-only file system"),
    N_("No such file or directory"),
    N_("Not a directory"),
    N_("Is a directory"),
    N_("File exists"),
    N_("File name too long"),
    N_("Too many levels of symbolic links"),
    N_("Invalid argument"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("File too large"),
    N_("Input/output error"),
    N_("No such device or address"),
    N_("No such device"),
    N_("Connection timed out"),
    N_("Stale file handle"),
    N_("Too many open files"),
    N_("Device or resource busy"),
)
"""What the system says of what people meet; anything else stays in its own words."""


def reason_of(error: OSError) -> str:
    """What the system says of an error, in the chosen language where it is one that people meet."""
    return _(os.strerror(error.errno or 0))


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
