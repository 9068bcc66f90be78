"""Handles the vault's file on disk without its key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import NotFound, NoVault, VaultGone, VaultTrouble
from alliance_cli.files.parts import temporary
from alliance_cli.files.paths import NoOrdinaryFile, exists, is_link, read_start, real_path, size_of
from alliance_cli.files.trouble import reason_of
from alliance_cli.storage.file.keys import SALT_BYTES
from alliance_cli.translation import _

PAGE = 4096
"""The size of a page of a vault, in bytes."""


def salt_of(path: Path) -> bytes:
    """The salt at the start of the file, for deriving its key; raises NoVault or VaultTrouble."""
    try:
        head = read_start(path, SALT_BYTES)
    except NotFound:
        if is_link(path):
            hint = _("Connect the disk it leads to, or restore a backup.")
            raise VaultTrouble(_("The vault's file is a link that leads nowhere."), hint) from None
        raise NoVault(_("There is no vault yet."), _("Make one with:"), Action(ActionKind.CREATE_VAULT)) from None
    except NoOrdinaryFile:
        trouble = _("The vault cannot be read: there is no ordinary file under its name.")
        raise VaultTrouble(trouble, _("Nothing was changed.")) from None
    except OSError as error:
        reason = reason_of(error)
        raise VaultTrouble(
            _("The vault cannot be read ({reason}).", reason=reason), _("Nothing was changed.")
        ) from None
    if len(head) < SALT_BYTES:
        raise VaultTrouble(_("The vault is damaged: its file is cut short."), _("Keep it, and restore a backup."))
    if head.startswith(b"SQLite format 3"):
        raise VaultTrouble(_("The vault's file is not encrypted, so it is not a vault."), _("Restore a backup."))
    return head


def refuse_other_files(path: Path, trouble: VaultTrouble) -> None:
    """Raise ``trouble`` if the file's size cannot be that of a vault; also raises as ``salt_of`` does.

    With a journal beside it, any size may be right: opening the file rolls back an interrupted change.
    """
    salt_of(path)
    real = real_path(path)  # SQLite puts the journal beside the file itself, not beside a link to it
    if size_of(real) % PAGE and not exists(real.with_name(f"{real.name}-journal")):
        raise trouble


class FileIdentity:
    """Identifies the file under a name. Create it before opening the file, to notice every replacement."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found = _device_and_inode(path)

    def refuse_if_replaced(self) -> None:
        """Raises VaultTrouble if another file has the name now, or VaultGone if none has.

        Anything written to the old file would be lost. A program that replaces the vault holds its lock, so the result
        is valid until the current transaction ends. Call this before any page is written, because the journal of the
        old file would have the name of the new one.
        """
        there = _device_and_inode(self._path)
        if there is None:
            raise VaultGone(_("The vault's file was deleted or moved while it was open here."))
        if there != self._found:
            raise VaultTrouble(
                _("The vault was replaced or moved while it was open here, so nothing more is written to it."),
                _(
                    "What was kept before is in the replaced file. Begin again to go on with the vault that is "
                    "there now."
                ),
            )


def _device_and_inode(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def temporary_vault(folder: Path, enter: Callable[[Path], object] | None = None) -> Iterator[Path]:
    """An empty file for a new vault, deleted at the end unless it was published; raises VaultTrouble.

    ``enter`` is called with its path before it is made.
    """
    with ExitStack() as stack:
        try:
            part = stack.enter_context(temporary(folder, enter=enter))
        except OSError as error:
            raise unwritable(error) from None
        yield part


def unwritable(error: OSError) -> VaultTrouble:
    """The error for a folder in which no file can be written."""
    reason = reason_of(error)
    return VaultTrouble(
        _("The folder cannot be written to ({reason}).", reason=reason), _("Nothing was changed. Name another folder.")
    )
