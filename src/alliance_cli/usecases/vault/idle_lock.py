"""Locks an open vault while nobody types, and opens it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.usecases.app import App
from alliance_cli.usecases.front import Front

if TYPE_CHECKING:
    from alliance_cli.storage.file.vault import Vault


class IdleLock:
    """The guard of a front that waits for a line. The demo's vault is never locked."""

    def __init__(self, app: App, front: Front) -> None:
        self._app = app
        self._front = front

    @property
    def _vault(self) -> Vault | None:
        """The vault that may be locked; None while none is open."""
        return None if self._app.key else self._app.open_vault

    @property
    def seconds(self) -> float:
        """After how many idle seconds the vault is to be locked; 0 for never."""
        return self._app.preferences.lock.after * 60 if self._vault else 0

    def lock(self) -> None:
        """Let go of file and key."""
        if vault := self._vault:
            vault.lock()

    def unlock(self) -> None:
        """Ask until the vault is open again; raises Locked."""
        from alliance_cli.usecases.vault.unlocking import Unlocking

        if vault := self._vault:
            Unlocking(self._app.places.vault, self._app.remembered, self._front).reopen(vault)
