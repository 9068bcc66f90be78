"""Whether a file can be a vault at all, as far as the file alone tells; asked before any passphrase is."""

from __future__ import annotations

from pathlib import Path

from alliance_cli.core.errors import VaultTrouble
from alliance_cli.storage.file.vault import salt_of

PAGE = 4096
"""A vault is made up of pages of this size."""


def refuse_other_files(path: Path, trouble: VaultTrouble) -> None:
    """Raises ``trouble`` where no vault has such a size, and NoVault or VaultTrouble as ``salt_of`` does.

    Beside a journal any size is right: a change that was cut short is undone when the file is opened.
    """
    salt_of(path)
    if path.stat().st_size % PAGE and not path.with_name(f"{path.name}-journal").exists():
        raise trouble
