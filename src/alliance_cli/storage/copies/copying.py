"""Makes complete, encrypted, verified copies of a vault while it is in use.

A backup is made by ``VACUUM INTO``, which writes rows into new pages. The copy contains nothing that was deleted, and
keeps key and salt, so the same passphrase opens it. A backup is read row by row into a new schema (``fresh_copy``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import AllianceError, VaultTrouble
from alliance_cli.core.vault.safekeeping import VaultContents
from alliance_cli.files.writing import sync
from alliance_cli.storage.file.database_errors import damaged
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.reading import ReadableVault
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import temporary_vault
from alliance_cli.storage.unfinished.held_back import ANSWER_SHOWN, RATING_SHOWN
from alliance_cli.translation import _

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
"""The names of the tables of a vault of any schema."""
_CONTENTS = """
SELECT (SELECT count(*) FROM client) AS clients, (SELECT count(*) FROM session) AS sessions,
  (SELECT count(*) FROM answer WHERE value IS NOT NULL AND {answer}) AS answers,
  (SELECT count(*) FROM rating WHERE {rating}) AS ratings,
  (SELECT count(*) FROM moment) AS moments, (SELECT max(held_on) FROM session) AS last_on
"""
_ALL = {"answer": "TRUE", "rating": "TRUE"}
_NOT_HELD_BACK = {"answer": ANSWER_SHOWN, "rating": RATING_SHOWN.format(session="rating.session")}


def verified_copy(vault: Vault, part: Path) -> VaultContents:
    """Copy a vault into an empty file and check the copy; return a summary of it. Raises VaultTrouble."""
    with vault.change():  # no other program writes between the count and the copy
        counted = _counts(vault)
        copy_of(vault.path, vault.key, part)
    contents = _sound_contents(part, vault.key, counted)
    if contents is None:
        raise VaultTrouble(
            _("The copy does not match the vault, so it was deleted."),
            _("The vault is unchanged. Check it with:"),
            Action(ActionKind.CHECK_VAULT),
        )
    return contents


@contextmanager
def verified_part(backup: Path, key: Key, folder: Path) -> Iterator[tuple[Path, VaultContents, bool]]:
    """Yield a checked copy of a backup, its summary, and whether its rows match the tally.

    Raises VaultTrouble, Locked.
    """
    from alliance_cli.storage.copies.fresh_copy import fresh_copy

    with temporary_vault(folder) as part:
        fits = fresh_copy(backup, key, part)
        contents = _sound_contents(part, key)
        if contents is None:
            raise damaged()
        yield part, contents, fits


def _sound_contents(path: Path, key: Key, counted: dict[str, int] | None = None) -> VaultContents | None:
    """Return a summary of a copy; None if it is damaged or its row counts by table differ from ``counted``."""
    try:
        with closing(ReadableVault.open(path, key)) as copy:
            fits = is_sound(copy) and counted in (None, _counts(copy))
            return contents_of(copy) if fits else None
    except AllianceError:
        return None


def copy_of(source: Path, key: Key, part: Path) -> None:
    """Copy the vault at a path into an empty file without changing it."""
    with closing(ReadableVault.open(source, key)) as vault:
        vault.copy_into(part)
    sync(part)


def is_sound(vault: ReadableVault) -> bool:
    """Whether every page is unchanged since it was written and every table and index is consistent."""
    damaged = vault.rows("PRAGMA cipher_integrity_check")
    return not damaged and [row["integrity_check"] for row in vault.rows("PRAGMA integrity_check")] == ["ok"]


def contents_of(vault: ReadableVault) -> VaultContents:
    """Count the content of a vault of any schema, without held-back answers and ratings."""
    holds_back = any(row["name"] == "held_back" for row in vault.rows(TABLES))
    row = vault.rows(_CONTENTS.format_map(_NOT_HELD_BACK if holds_back else _ALL))[0]
    last = row.pop("last_on")
    return VaultContents(**row, last_on=date.fromisoformat(last) if last else None)


def _counts(vault: ReadableVault) -> dict[str, int]:
    names = [row["name"] for row in vault.rows(TABLES)]
    return {name: vault.rows(f'SELECT count(*) AS n FROM "{name}"')[0]["n"] for name in names}  # noqa: S608 - our own
