"""Checks the stored values of a vault in batches; a repeated value is checked only once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress

from alliance_cli.core.exchange.column_kinds import ColumnKind, is_text
from alliance_cli.core.exchange.row_rules import JUDGED, row_mistakes
from alliance_cli.core.vault.safekeeping import Finding, FindingKind
from alliance_cli.storage.answer_text import value_of, values_of
from alliance_cli.storage.columns import TABLES, columns_declared
from alliance_cli.storage.damage.damaged_reader import DamagedVaultReader, Fields, Unreadable, named
from alliance_cli.translation import _

AT_ONCE = 200
"""How many rows are checked together."""
SHORT = 64
"""Texts up to this many characters often recur: dates, words, ids and digests."""
MOST_KNOWN = 1000
"""How many fitting texts are remembered for each column."""


def misfits(vault: DamagedVaultReader) -> Iterator[Finding]:
    """Values that do not fit their column or their row, such as a script version that does not match its SHA-256."""
    for table in TABLES:
        with suppress(Unreadable):  # the earlier rows were checked
            yield from _of_table(vault, table)


def _of_table(vault: DamagedVaultReader, table: str) -> Iterator[Finding]:
    key, columns = vault.key_of(table), vault.columns(table)
    check = _RowCheck(table, columns)
    sql = f'SELECT {", ".join((*columns, *key))} FROM "{table}"'  # noqa: S608 - our own names
    for rows in _some(vault.each(sql)):
        for row in () if check.all_fit(rows) else rows:
            wrong = check.wrong(row)
            ids = zip(key, row[len(columns) :], strict=True)
            name = named(key, tuple("…" if wrong.get(each) else value for each, value in ids))
            yield from (Finding(FindingKind.VALUE, what, table, name, column) for column, what in wrong.items())


def _some(rows: Iterable[Fields]) -> Iterator[list[Fields]]:
    """The rows in batches, including those before an unreadable one."""
    some: list[Fields] = []
    try:
        for row in rows:
            some.append(row)
            if len(some) == AT_ONCE:
                yield some
                some = []
    except Unreadable:
        yield some
        raise
    yield some


class _RowCheck:
    """Checks rows of one table; their values are in the order of ``columns``."""

    def __init__(self, table: str, columns: Sequence[str]) -> None:
        kinds = columns_declared(table)
        self._table = table
        self._kinds = [(place, name, kinds[name].kind) for place, name in enumerate(columns) if name in kinds]
        self._known: dict[str, set[object]] = {name: {None} for name in columns}
        self._judged = [name for name in JUDGED.get(table, ()) if name in columns]
        self._places = [columns.index(name) for name in self._judged]

    def all_fit(self, rows: Sequence[Fields]) -> bool:
        """Whether nothing is wrong with any of these rows."""
        columns = tuple(zip(*rows, strict=True))
        return not columns or (
            all(_fit(columns[place], kind, self._known[name]) for place, name, kind in self._kinds)
            and not any(map(self._mistakes, set(zip(*(columns[place] for place in self._places), strict=True))))
        )

    def wrong(self, row: Fields) -> dict[str, str]:
        """Each wrong column of a row, with the mistake; an empty name stands for the whole row."""
        found = {name: _what_is_wrong(row[place], kind) for place, name, kind in self._kinds}
        return {name: what for name, what in found.items() if what} or self._mistakes(
            tuple(row[place] for place in self._places)
        )

    def _mistakes(self, judged: Fields) -> dict[str, str]:
        """The mistakes in values of a row that are checked together."""
        return dict(row_mistakes(self._table, dict(zip(self._judged, judged, strict=True)))) if judged else {}


def _fit(values: Sequence[object], kind: ColumnKind, known: set[object]) -> bool:
    """Whether all values of a column fit; ``known`` are texts already found to fit."""
    classes = set(map(type, values)) - {type(None)}
    if not classes <= {str}:  # 1 and 1.0 are equal, so each type is checked separately
        each = (value for one in classes for value in {value for value in values if type(value) is one})
        return not any(_what_is_wrong(value, kind) for value in each)
    new = {value for value in set(values) - known if isinstance(value, str)}
    if not _are_answers(new, kind) and any(_what_is_wrong(value, kind) for value in new):
        return False
    if len(known) + len(new) > MOST_KNOWN:
        known.intersection_update({None})
    known.update(value for value in new if len(value) <= SHORT)
    return True


def _are_answers(texts: Collection[str], kind: ColumnKind) -> bool:
    """Whether all are JSON texts of answers; after False, check them one by one."""
    if not kind.is_json or not is_text("".join(texts)):
        return False
    with suppress(ValueError):
        return set(map(type, values_of(tuple(texts)))) <= kind.fitting
    return False


def _what_is_wrong(value: object, kind: ColumnKind) -> str:
    """The mistake in a stored value; empty if there is none."""
    if value is None:
        return ""
    if isinstance(value, str) and not is_text(value):
        return _("is not text")
    try:
        return kind.misfit(value_of(str(value)) if kind.is_json else value)
    except ValueError:  # not JSON
        return _(kind.finding)
