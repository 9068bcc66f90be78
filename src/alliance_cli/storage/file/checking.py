"""A vault looked through: pages, tables, what belongs together, values, and who may read the file."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from alliance_cli.core.vault.safekeeping import CheckReport, Finding, FindingKind
from alliance_cli.storage.file.damaged_reader import DamagedVaultReader, Unreadable, named
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.replacing import end_cut_short_change
from alliance_cli.storage.file.values import unfit_values
from alliance_cli.storage.file.vault_file import PAGE
from alliance_cli.storage.schema import LATEST, TABLES

MOST = 50
"""So many findings of a kind are named; more would not be read."""


def check_vault(path: Path, key: Key) -> CheckReport | None:
    """Everything that is not as it should be; None where the key is not that of the vault."""
    end_cut_short_change(path)
    vault = DamagedVaultReader(path, key)
    try:
        pages = list(_pages(vault))
        opens = _schema(vault) is not None
        if not opens and len(pages) >= max(1, path.stat().st_size // PAGE):
            return None
        findings = [*_permissions(path), *islice(pages, MOST)]
        if not opens:
            return CheckReport(None, (*findings, Finding(FindingKind.PAGE, "the list of the tables cannot be read")))
        ties = list(_ties(vault))
        checks: list[Callable[[DamagedVaultReader], Iterator[Finding]]] = [_version, _tables, unfit_values]
        if not pages:
            checks.insert(0, _structure)
        for check in checks:
            findings += islice(check(vault), MOST)
        return CheckReport(_schema(vault), (*findings, *ties[:MOST]), _rows_of(ties))
    finally:
        vault.close()


def count_orphans(path: Path, key: Key) -> int:
    """How many rows belong to one that is not there."""
    vault = DamagedVaultReader(path, key)
    try:
        return _rows_of(_ties(vault))
    finally:
        vault.close()


def _rows_of(findings: Iterable[Finding]) -> int:
    return len({(finding.table, finding.row) for finding in findings})


def _schema(vault: DamagedVaultReader) -> int | None:
    with suppress(Unreadable):
        vault.all("SELECT count(*) FROM sqlite_master")
        return int(vault.all("PRAGMA user_version")[0][0])
    return None


def _permissions(path: Path) -> Iterator[Finding]:
    if os.name == "nt":  # a system with other means
        return
    for what, place, close in (("file", path, "600"), ("folder", path.parent, "700")):
        if place.stat().st_mode & 0o077:
            yield Finding(
                FindingKind.ACCESS,
                f"others on this machine can look into the {what}; close it with: chmod {close} {place}",
            )


def _pages(vault: DamagedVaultReader) -> Iterator[Finding]:
    for said in vault.changed_pages():
        number = re.search(r"page (\d+)", said)
        what = "is cut short" if "size" in said else "was changed since it was written"
        yield Finding(FindingKind.PAGE, f"page {number[1] if number else '?'} of the file {what}")


def _structure(vault: DamagedVaultReader) -> Iterator[Finding]:
    try:
        for (said,) in vault.each(f"PRAGMA integrity_check({MOST})"):
            yield from (
                Finding(FindingKind.STRUCTURE, line)
                for line in str(said).splitlines()
                if line != "ok" and not line.startswith("***")
            )
    except Unreadable:
        yield Finding(FindingKind.STRUCTURE, "the structure of the file cannot be followed to its end")


def _version(vault: DamagedVaultReader) -> Iterator[Finding]:
    found = _schema(vault)
    if found is not None and found > LATEST:
        yield Finding(FindingKind.SCHEMA, "a newer alliance made this vault; update first")


def _tables(vault: DamagedVaultReader) -> Iterator[Finding]:
    """Tables that are missing or cannot be read. One that a later schema brings is not missing yet."""
    older = (_schema(vault) or 0) < LATEST
    for table in TABLES:
        try:
            if vault.columns(table):
                vault.all(f'SELECT count(*) FROM "{table}" NOT INDEXED')  # noqa: S608 - our own
            elif not older:
                yield Finding(FindingKind.SCHEMA, "is missing", table)
        except Unreadable:
            yield Finding(FindingKind.STRUCTURE, "cannot be read to its end", table)


def _ties(vault: DamagedVaultReader) -> Iterator[Finding]:
    """Rows that belong to one that is not there."""
    for table in TABLES:
        with suppress(Unreadable):  # said of the table already
            for column, parent in vault.all('SELECT "from", "table" FROM pragma_foreign_key_list(?)', [table]):
                yield from _without(vault, table, column, parent)


def _without(vault: DamagedVaultReader, table: str, column: str, parent: str) -> Iterator[Finding]:
    key, other = vault.key_of(table), vault.key_of(parent)[0]
    tied = f'"{column}" IS NOT NULL AND "{column}" NOT IN (SELECT "{other}" FROM "{parent}")'  # noqa: S608 - our own
    sql = f'SELECT {", ".join(key)} FROM "{table}" WHERE {tied}'  # noqa: S608
    for row in vault.all(sql):
        yield Finding(FindingKind.TIE, f"belongs to a {parent} that is not there", table, named(key, row), column)
