"""Whether the vault that is open is still the file that has its name."""

from __future__ import annotations

from pathlib import Path

from alliance_cli.core.errors import VaultTrouble


class FileIdentity:
    """The file that has a name at this moment. Made before the file is opened, so that nothing can come in between."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found = _found_at(path)

    def refuse_if_replaced(self) -> None:
        """Raises VaultTrouble where another file has the name by now.

        What is written to the old one would not be seen again. Whoever replaces the vault holds its lock meanwhile, so
        asked inside a transaction the answer stays true to its end. No page may be written before: the journal of the
        old file would have the name of the new one's.
        """
        if _found_at(self._path) != self._found:
            raise VaultTrouble(
                "The vault was replaced or moved while it was open here, so nothing more is written to it.",
                "What was kept before is in the replaced file. Begin again to go on with the vault that is there now.",
            )


def _found_at(path: Path) -> tuple[int, int] | None:
    """What tells one file from another of the same name; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
