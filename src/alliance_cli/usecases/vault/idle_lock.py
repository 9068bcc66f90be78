"""Locks the vault while nobody types, and opens it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.core.errors import AllianceError
from alliance_cli.usecases.vault.unlocking import Unlocking

if TYPE_CHECKING:
    from alliance_cli.core.settings.sections import LockSettings
    from alliance_cli.storage.file.vault import Vault
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front


class IdleLock:
    """Locks a front that is waiting for a line. The demo's vault is never locked."""

    def __init__(self, app: App, front: Front) -> None:
        self._app = app
        self._front = front

    @property
    def _vault(self) -> Vault | None:
        """The vault to lock; None while none is open."""
        return None if self._app.key else self._app.open_vault

    @property
    def settings(self) -> LockSettings:
        """The settings, or the shipped ones if their file has mistakes."""
        from alliance_cli.core.settings.sections import LockSettings

        try:
            return self._app.settings.lock
        except AllianceError:
            return LockSettings()

    @property
    def seconds(self) -> float:
        """After how many idle seconds a question is locked, whether or not the vault is open; 0 for never."""
        return 0 if self._app.key else self.settings.after * 60

    def lock(self) -> None:
        """Close the file and drop the key."""
        if vault := self._vault:
            vault.lock()

    def unlock(self) -> None:
        """Ask until the vault is open again; raises Locked."""
        if vault := self._vault:
            vault.reconnect(Unlocking(self._app.places.vault, self._app.remembered, self._front).open_locked())
