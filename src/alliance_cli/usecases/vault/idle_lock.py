"""The lock on a vault that lies open while nobody types."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alliance_cli.storage.file.vault import Vault


class IdleLock:
    """What the lines of a terminal go by. ``held`` is the vault that lies open, ``reopen`` asks a person for it."""

    def __init__(
        self, held: Callable[[], Vault | None], minutes: Callable[[], float], reopen: Callable[[Vault], None]
    ) -> None:
        self._held = held
        self._minutes = minutes
        self._reopen = reopen

    @property
    def seconds(self) -> float:
        """How long nobody may type; 0 while there is nothing to lock."""
        return 0 if self._held() is None else self._minutes() * 60

    def lock(self) -> None:
        """Let go of file and key."""
        if vault := self._held():
            vault.lock()

    def unlock(self) -> None:
        """Ask until the vault is open again; raises Locked."""
        if vault := self._held():
            self._reopen(vault)
