"""Turns database errors into sentences for the clinician.

SQLCipher's errors are not ``sqlite3.Error``; every call into the database happens inside ``translate_errors()``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2 as sqlcipher

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import AllianceError, Damaged, Locked, VaultBusy, VaultTrouble
from alliance_cli.translation import N_, _

BUSY = (5, 6)
_BUSY = (
    VaultBusy,
    N_("The vault is busy: another window is writing to it."),
    N_("Nothing that was kept before is lost. Try again in a moment."),
)
_DAMAGED = (11, 23)
"""A malformed page, and a trigger that is not ours (see ``refuse_foreign_rules``)."""
_NO_TEXT = "Could not decode to UTF-8"
"""The driver's message, without a code, for a stored text that is not UTF-8."""
_GONE = 787
"""SQLite's code for a failed foreign key, which the driver reports only in its message."""
_WORDS: dict[int, tuple[type[AllianceError], str, str]] = {
    **dict.fromkeys(BUSY, _BUSY),
    8: (
        VaultTrouble,
        N_("The vault can be read but not written."),
        N_("Nothing that was kept before is lost. Check who owns the file and its folder."),
    ),
    10: (
        VaultTrouble,
        N_("The disk gave an error while the vault was in use."),
        N_("Nothing that was kept before is lost. Check the disk first."),
    ),
    13: (
        VaultTrouble,
        N_("The disk is full."),
        N_("Nothing that was kept before is lost. Free some room, then go on where you stopped."),
    ),
    14: (
        VaultTrouble,
        N_("The vault cannot be opened."),
        N_("Check that the file and its folder belong to you."),
    ),
    _GONE: (
        VaultTrouble,
        N_("What this is about was erased in another window."),
        N_("There is nothing left to add it to."),
    ),
    26: (
        Locked,
        N_("That passphrase does not open the vault."),
        N_(
            "A recovery code can be typed in the same place. If you are certain of what you typed, the file may be "
            "damaged: keep it, and try a backup."
        ),
    ),
}  # fmt: skip


def read_a_bad_page(connection: sqlcipher.Connection) -> bool:
    """Whether the connection has read a page that changed since it was written.

    SQLCipher replaces such a page with zeros. If it is the overflow page of a long text, reading goes on without an
    error, and only ``cipher_status`` shows it.
    """
    return bool(connection.execute("PRAGMA cipher_status").fetchone() != ("1",))


def damaged() -> AllianceError:
    """The error for a vault with a damaged page."""
    hint = _("Leave the file as it is. Check it with:")
    return Damaged(_("The vault is damaged."), hint, Action(ActionKind.CHECK_VAULT))


def misfit(table: str, row: str, column: str) -> Damaged:
    """The error for a stored value that does not fit its column; it names the place and never the value."""
    place = ", ".join(
        name for name in (_("table {name}", name=table), row, column and _("column {name}", name=column)) if name
    )
    hint = _("Leave the file as it is. Check it with:")
    return Damaged(
        _("The vault holds a value that does not fit: {place}.", place=place), hint, Action(ActionKind.CHECK_VAULT)
    )


@contextmanager
def translate_errors() -> Iterator[None]:
    """Turns an error of the database into an AllianceError with a sentence; other errors pass through.

    A text that is not UTF-8 raises ValueError, like any stored value that does not fit.
    """
    try:
        yield
    except (sqlcipher.OperationalError, sqlcipher.DatabaseError) as error:
        code = _GONE if "FOREIGN KEY" in str(error) else getattr(error, "sqlite_errorcode", 0) & 0xFF
        if _NO_TEXT in str(error):
            raise ValueError("a stored text is not UTF-8") from None
        # Every table existed when the vault was opened, so a missing one was cut off.
        if code in _DAMAGED or "no such table" in str(error):
            raise damaged() from None
        if code not in _WORDS:
            raise
        kind, sentence, hint = _WORDS[code]
        raise kind(_(sentence), _(hint)) from None
