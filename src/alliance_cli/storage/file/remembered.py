"""Keeps the vault's key in the keyring of the operating system, if the clinician asked for that.

A small marker file beside the vault names the entry in the keyring and contains no secret. Without it the keyring's
library, which is slow to load and wakes the keyring's service, is never loaded.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import Refused
from alliance_cli.files.paths import exists, read_file
from alliance_cli.files.trouble import worded
from alliance_cli.storage.file.keys import Key
from alliance_cli.translation import _

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "alliance"
_MOST_BYTES = 1024
_SAFE_ENOUGH = 1
"""The lowest priority, on the library's own scale, of a keyring that encrypts what it stores."""


class RememberedKey:
    """The remembered key of one vault. ``marker`` is the path of the marker file."""

    def __init__(self, marker: Path) -> None:
        self._marker = marker

    @property
    def is_enabled(self) -> bool:
        """Whether the clinician asked for the key to be remembered."""
        return exists(self._marker)

    def refuse_without_keyring(self) -> None:
        """Raises Refused if this machine has no keyring that encrypts what it stores."""
        _keyring()

    def key(self) -> Key | None:
        """The remembered key; None if the keyring has none or does not answer."""
        try:
            kept = _keyring().get_password(SERVICE, self._entry)
        except Exception:  # a keyring may raise any error; then the passphrase is asked for
            return None
        return Key.from_hex(kept) if kept else None

    def keep(self, key: Key) -> None:
        """Remember a key, replacing an earlier one; raises Refused."""
        keyring, renewed = _keyring(), self.is_enabled
        if not renewed:  # written first, so that forget can find every key
            from secrets import token_hex

            with worded():
                self._marker.write_text(f"{token_hex(8)}\n", "utf-8")
        try:
            keyring.set_password(SERVICE, self._entry, key.hex)
            kept = keyring.get_password(SERVICE, self._entry)
        except Exception:
            kept = None
        if kept != key.hex:
            if not renewed:
                self._take_back(keyring)
            raise Refused(
                _("The keyring of this machine did not take the key."), _("Open the keyring, then try again.")
            )

    def forget(self) -> bool:
        """Delete the key from the keyring, and the marker; raises Refused if the keyring does not delete the key.

        Returns False if this machine no longer has such a keyring, so that only the marker could be deleted.
        """
        try:
            keyring = _keyring()
        except Refused:
            with worded():
                self._marker.unlink()
            return False
        try:
            if keyring.get_password(SERVICE, self._entry) is not None:
                keyring.delete_password(SERVICE, self._entry)
        except Exception:
            hint = _("Open the keyring and try again. A new passphrase makes the key useless:")
            sentence = _("The keyring of this machine did not delete the key.")
            raise Refused(sentence, hint, Action(ActionKind.CHANGE_PASSPHRASE)) from None
        with worded():
            self._marker.unlink()
        return True

    def _take_back(self, keyring: KeyringBackend) -> None:
        """Delete a key that cannot be read back, if it was stored."""
        with suppress(Exception):
            keyring.delete_password(SERVICE, self._entry)
        with worded():
            self._marker.unlink()

    @property
    def _entry(self) -> str:
        return read_file(self._marker, _MOST_BYTES).decode("utf-8", "replace").strip()


def _keyring() -> KeyringBackend:
    try:
        import keyring

        found = keyring.get_keyring()
        usable = found.priority >= _SAFE_ENOUGH
    except Exception:
        usable = False
    if not usable:
        hint = _("The passphrase is asked for, or taken from ALLIANCE_PASSPHRASE_COMMAND.")
        raise Refused(_("This machine has no keyring that would keep the key safely."), hint)
    return found
