"""Checks a vault: pages, tables, links between rows, stored values, and who may read the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from shlex import quote

from alliance_cli.core.vault.safekeeping import CheckReport, Finding, FindingKind
from alliance_cli.files.parts import keeps_permissions
from alliance_cli.files.paths import others_can_look, real_path, size_of
from alliance_cli.storage.columns import TABLES
from alliance_cli.storage.copies.replacing import roll_back_unfinished_change
from alliance_cli.storage.damage.damaged_reader import DamagedVaultReader, Fields, Unreadable, named
from alliance_cli.storage.damage.values import misfits
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.schema_guard import DIGESTS, OBJECTS, digest
from alliance_cli.storage.file.tally import differing
from alliance_cli.storage.file.vault_file import PAGE
from alliance_cli.storage.schema import LATEST, TALLIED_SINCE
from alliance_cli.translation import N_, _

MOST = 50
"""At most this many findings of each check are listed."""

_OPEN_FILE = N_("others on this machine can read the file; close it with: {command}")
_OPEN_FOLDER = N_("others on this machine can open the folder; close it with: {command}")
_CUT_SHORT = N_("page {number} of the file is cut short")
_CHANGED = N_("page {number} of the file was changed since it was written")
_OTHER_ROWS = N_("does not hold the rows that were kept last ({there} rows, {kept} were kept)")
_OTHER_CONTENT = N_("does not hold the rows that were kept last (their content differs)")


def check_vault(path: Path, key: Key) -> CheckReport | None:
    """Return everything that is wrong with a vault; None if the key does not open it."""
    roll_back_unfinished_change(path)
    vault = DamagedVaultReader(path, key)
    try:
        pages = list(_pages(vault))
        opens = _schema(vault) is not None
        if opens:
            vault.make_room()
        if not opens and len(pages) >= max(1, size_of(path) // PAGE):
            return None
        if opens and pages and _only_free(vault):
            pages = []
        findings = [*_permissions(path), *islice(pages, MOST)]
        if not opens:
            return CheckReport(None, (*findings, Finding(FindingKind.PAGE, _("the list of the tables cannot be read"))))
        orphans = list(_orphans(vault))
        structure = [] if pages else list(islice(_structure(vault), MOST))
        findings += structure
        checks: list[Callable[[DamagedVaultReader], Iterator[Finding]]] = [_version, _foreign, _missing, misfits]
        if pages or structure:
            checks.insert(3, _cut_off)
        if not pages:
            checks.insert(0, _tally)
        for check in checks:
            findings += islice(check(vault), MOST)
        return CheckReport(_schema(vault), (*findings, *orphans[:MOST]), _count_rows(orphans))
    finally:
        vault.close()


def count_orphans(path: Path, key: Key) -> int:
    """How many rows refer to a row that does not exist."""
    with closing(DamagedVaultReader(path, key)) as vault:
        return _count_rows(_orphans(vault))


def _count_rows(findings: Iterable[Finding]) -> int:
    return len({(finding.table, finding.row) for finding in findings})


def _schema(vault: DamagedVaultReader) -> int | None:
    with suppress(Unreadable):
        vault.all("SELECT count(*) FROM sqlite_master")
        return int(vault.all("PRAGMA user_version")[0][0])
    return None


def _permissions(path: Path) -> Iterator[Finding]:
    """Find files that other users can read, also behind a link; nothing on a disk without permissions."""
    file, folders = real_path(path), dict.fromkeys((path.parent, real_path(path).parent))
    for what, place, close in ((_OPEN_FILE, file, "600"), *((_OPEN_FOLDER, each, "700") for each in folders)):
        if others_can_look(place) and keeps_permissions(place if place in folders else place.parent):
            command = f"chmod {close} {quote(str(place))}"
            yield Finding(FindingKind.ACCESS, _(what, command=command))


def _pages(vault: DamagedVaultReader) -> Iterator[Finding]:
    for said in vault.changed_pages():
        number = re.search(r"page (\d+)", said)
        what = _CUT_SHORT if "size" in said else _CHANGED
        yield Finding(FindingKind.PAGE, _(what, number=number[1] if number else "?"))


def _only_free(vault: DamagedVaultReader) -> bool:
    """Whether all changed pages are unused: every used page and the list of free pages can be read.

    A power cut while the file is rewritten can tear pages that nothing uses any more.
    """
    return not any("size" in said for said in vault.changed_pages()) and not any(_structure(vault))


def _structure(vault: DamagedVaultReader) -> Iterator[Finding]:
    try:
        for (said,) in vault.each(f"PRAGMA integrity_check({MOST})"):
            yield from (
                Finding(FindingKind.STRUCTURE, line)
                for line in str(said).splitlines()
                if line != "ok" and not line.startswith("***")
            )
    except Unreadable:
        yield Finding(FindingKind.STRUCTURE, _("the structure of the file cannot be read to its end"))


def _version(vault: DamagedVaultReader) -> Iterator[Finding]:
    found = _schema(vault)
    if found is not None and found > LATEST:
        yield Finding(FindingKind.SCHEMA, _("a newer version of the program made this vault; update first"))


def _foreign(vault: DamagedVaultReader) -> Iterator[Finding]:
    """Triggers and views, which the program never makes, and other differences except missing tables."""
    version = _schema(vault)
    if version is None or version > LATEST:
        return
    with suppress(Unreadable):
        objects = vault.all(OBJECTS)
        for kind in ("trigger", "view"):
            if any(each[0] == kind for each in objects):
                yield Finding(FindingKind.SCHEMA, _("there is a {kind}, which the program never makes", kind=kind))
        if set(TABLES) <= {each[1] for each in objects} and digest(objects) != DIGESTS.get(version):
            yield Finding(FindingKind.SCHEMA, _("the tables are not as the program made them"))


def _missing(vault: DamagedVaultReader) -> Iterator[Finding]:
    """Tables that are missing; a table that a later schema adds does not count as missing."""
    older = (_schema(vault) or 0) < LATEST
    for table in TABLES:
        with suppress(Unreadable):  # reported with the table's rows
            if not vault.columns(table) and not older:
                yield Finding(FindingKind.SCHEMA, _("is missing"), table)


def _cut_off(vault: DamagedVaultReader) -> Iterator[Finding]:
    """Tables that cannot be read to the end; none if all pages and the structure are good."""
    for table in TABLES:
        try:
            if vault.columns(table):
                vault.all(f'SELECT count(*) FROM "{table}" NOT INDEXED')  # noqa: S608 - our own
        except Unreadable:
            yield Finding(FindingKind.STRUCTURE, _("cannot be read to its end"), table)


def _tally(vault: DamagedVaultReader) -> Iterator[Finding]:
    """Tables whose rows differ from the tally of the last change."""
    if (_schema(vault) or 0) < TALLIED_SINCE:
        return
    with suppress(Unreadable), vault.one_moment():
        for table, there, counted in differing(vault.each):
            what = _(_OTHER_ROWS if there != counted else _OTHER_CONTENT, there=there, kept=counted)
            yield Finding(FindingKind.TALLY, what, table)


def _orphans(vault: DamagedVaultReader) -> Iterator[Finding]:
    """Rows that refer to a missing row. Each table is read once for all its columns, if possible."""
    for table in TABLES:
        with suppress(Unreadable):  # already reported for the table
            ties = vault.all('SELECT "from", "table" FROM pragma_foreign_key_list(?)', [table])
            try:
                yield from _orphans_of(vault, table, ties)
            except Unreadable:  # perhaps only one of the referenced tables is unreadable
                for tie in ties:
                    yield from _orphans_of(vault, table, [tie])


def _orphans_of(vault: DamagedVaultReader, table: str, ties: Sequence[Fields]) -> Iterator[Finding]:
    """The rows of a table in which one of these columns refers to a missing row, each with the referenced table."""
    if not ties:
        return
    key = vault.key_of(table)
    orphaned = [_orphaned(column, parent, vault.key_of(parent)[0]) for column, parent in ties]
    sql = f'SELECT {", ".join((*key, *orphaned))} FROM "{table}" WHERE {" OR ".join(orphaned)}'  # noqa: S608 - our own
    rows = [(named(key, row[: len(key)]), row[len(key) :]) for row in vault.all(sql)]
    for place, (column, parent) in enumerate(ties):
        what = _("belongs to a {table} that does not exist", table=parent)
        yield from (Finding(FindingKind.TIE, what, table, name, column) for name, alone in rows if alone[place])


def _orphaned(column: str, parent: str, key: str) -> str:
    """The condition that a column refers to a missing row; the names are our own."""
    return f'("{column}" IS NOT NULL AND "{column}" NOT IN (SELECT "{key}" FROM "{parent}"))'  # noqa: S608


def first_misfit(path: Path, key: Key) -> Finding | None:
    """Return the first value that does not fit its column, in a vault that opens."""
    with closing(DamagedVaultReader(path, key)) as vault:
        return next(misfits(vault), None)
