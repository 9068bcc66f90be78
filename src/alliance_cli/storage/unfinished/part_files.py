"""Records in the vault which files are being written. One left by a killed program is found through this list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from alliance_cli.core.clock import Clock
from alliance_cli.core.errors import AllianceError, VaultTrouble
from alliance_cli.files.parts import PartState, is_part, sweep_part
from alliance_cli.files.paths import is_folder, is_taken
from alliance_cli.storage.file.vault import Vault


class PartFiles:
    """Copies and exports of one vault that are not complete yet."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    @contextmanager
    def entering(self) -> Iterator[Callable[[Path], None]]:
        """Yield a function that records a part before it is written; afterwards, delete records of missing files."""
        entered: list[Path] = []

        def enter(part: Path) -> None:
            entered.append(part)
            given = {"id": self._clock.new_id(), "path": str(part), "at": self._clock.stamp}
            with suppress(VaultTrouble), self._vault.change() as db:  # a read-only vault can still be exported
                db.execute("INSERT INTO part_file VALUES (:id, :path, :at)", given)

        try:
            yield enter
        finally:
            self._forget([part for part in entered if not _may_be_there(part)])

    def sweep(self) -> dict[Path, PartState]:
        """Delete recorded parts that no program is writing any more; return those that remain."""
        found = {part: sweep_part(part) if _is_reachable(part.parent) else PartState.AWAY for part in self._entered()}
        self._forget([part for part, state in found.items() if state is PartState.GONE])
        return {part: state for part, state in found.items() if state is not PartState.GONE}

    def _entered(self) -> list[Path]:
        """The recorded parts. A vault from elsewhere may list any file, but only parts may be deleted."""
        listed = self._vault.rows("SELECT path FROM part_file ORDER BY rowid")
        return [part for row in listed if is_part(part := Path(row["path"]))]

    def _forget(self, parts: list[Path]) -> None:
        if parts:
            with suppress(VaultTrouble), self._vault.change() as db:
                db.executemany("DELETE FROM part_file WHERE path = ?", [[str(part)] for part in parts])


def _may_be_there(part: Path) -> bool:
    try:
        return is_taken(part)
    except AllianceError:
        return True


def _is_reachable(folder: Path) -> bool:
    try:
        return is_folder(folder)
    except AllianceError:
        return False
