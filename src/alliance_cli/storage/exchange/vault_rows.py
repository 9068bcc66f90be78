"""Reads the rows of one table of the vault for an export, one by one, for all clients or for one."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from alliance_cli.core.exchange.export import DataClass, Table
from alliance_cli.core.exchange.row_rules import JUDGED, row_mistakes
from alliance_cli.core.exchange.row_source import AT_ONCE, Row, RowBatch, RowSource, Values
from alliance_cli.core.walk.kinds import Value
from alliance_cli.storage.answer_text import values_of
from alliance_cli.storage.columns import declared
from alliance_cli.storage.damage.damaged_reader import named
from alliance_cli.storage.exchange.classes import APART, OWN_WALK, DataClassifier
from alliance_cli.storage.exchange.totals import Totals
from alliance_cli.storage.exchange.walks_by_client import WalksByClient
from alliance_cli.storage.exchange.whose import KIND_OF_WALK, OWN, whose
from alliance_cli.storage.file.connection import Fields
from alliance_cli.storage.file.database_errors import misfit
from alliance_cli.storage.file.vault import Vault

_KINDS = {"walk": KIND_OF_WALK, "answer": f"{OWN_WALK} * (walk IN ({{own}}))", "wording": "sha256"}
"""The kind of a row, for tables with several kinds; ``DataClassifier`` knows them.

``own`` is replaced by the ids of the walks of own phases.
"""
_LISTED = "SELECT value FROM json_each(:{})"
_OF_WALKS = {"walk": f"rowid IN ({_LISTED.format('places')})", "answer": f"walk IN ({_LISTED.format('walks')})"}
"""Selects rows by the walks they belong to."""
_NUMBERS = range(OWN_WALK + APART + 1)
"""Kinds that are numbers."""


class VaultRows(RowSource):
    """The rows of one table in the classes asked for, each with only the columns of these classes.

    All tables of an export share ``walks`` and ``totals``. ``clients`` are ids, none for the whole vault.
    """

    def __init__(
        self,
        vault: Vault,
        table: Table,
        classifier: DataClassifier,
        walks: WalksByClient,
        totals: Totals,
        classes: frozenset[DataClass],
        clients: Collection[str] = (),
    ) -> None:
        self._vault, self._table, self._clients = vault, table, clients
        self._classifier, self._walks, self._totals, self._classes = classifier, walks, totals, classes
        self._fitted: dict[str, set[Value | None]] = {}
        self._kept: dict[object, tuple[str, ...]] = {}
        self._skipped: dict[str | None, int] = {}
        self._kinds = {each.name: declared(table.name, each.name).kind for each in table.columns}

    def batches(self, client: str | None = None) -> Iterator[RowBatch]:
        """The rows; see ``RowSource``. Those of one client are found through indexes.

        Raises Damaged, with the place, for a row that an import would refuse.
        """
        order = ", ".join(column.name for column in self._table.columns if column.key) or "rowid"
        every = *self._kinds, ""
        sql, given = self._query(", ".join(self._kinds), client, f"ORDER BY {order}")
        self._skipped[client] = 0
        for rows in self._vault.batches(sql, given, AT_ONCE):
            for names, alike in self._alike(rows):
                if names:
                    stored = RowBatch.of(every, alike).columns
                    if "value" in names:
                        self._skipped[client] += stored["value"].count(None)
                    yield self._judged(RowBatch({name: self._plain(name, stored[name]) for name in names}))

    def _alike(self, rows: Sequence[Fields]) -> Iterable[tuple[tuple[str, ...], Iterable[Fields]]]:
        """Groups of consecutive rows with the same columns, each preceded by the names of the columns."""
        kept = {self._names_kept(kind) for kind in {row[-1] for row in rows}}
        if len(kept) == 1:
            return ((kept.pop(), rows),)  # as in most tables
        return groupby(rows, key=lambda row: self._names_kept(row[-1]))

    def keys(self, key: str, client: str) -> Iterator[str]:
        if self._table.name == "walk":
            yield from (id_ for id_, kind in self._walks.of(client).ids_with_kinds if self._names_kept(kind))
            return
        sql, given = self._query(key, client, f"ORDER BY {key}")
        for rows in self._vault.batches(sql, given, AT_ONCE):
            yield from (str(value) for value, kind in rows if self._names_kept(kind))

    def _plain(self, name: str, stored: Sequence[Any]) -> Values:
        return values_of(stored) if self._kinds[name].is_json else stored

    def _judged(self, batch: RowBatch) -> RowBatch:
        """The batch itself; raises Damaged, with the place, if one of its rows does not fit."""
        fits = all(self._fits(name, values) for name, values in batch.columns.items())
        if not fits or self._breaks_a_rule(batch):
            for row in batch.rows:
                self._refuse_misfit(row)
        return batch

    def _fits(self, name: str, values: Values) -> bool:
        """Whether a column can store these values; repeated values are checked once.

        Typed text is always checked, because it rarely repeats.
        """
        kind = self._kinds[name]
        if kind.is_typed:
            return {*map(type, values)} - {type(None)} <= kind.fitting or all(
                value is None or kind.fits(value) for value in values
            )
        different = {*values}
        new = different - self._fitted.get(name, {None})
        self._fitted[name] = different | {None}
        return all(map(kind.fits, new))

    def _breaks_a_rule(self, batch: RowBatch) -> bool:
        """Whether the values of a row contradict each other."""
        table = self._table.name
        judged = [name for name in JUDGED.get(table, ()) if name in batch.columns]
        different = {*zip(*(batch.columns[name] for name in judged), strict=True)}
        return any(True for values in different for _ in row_mistakes(table, dict(zip(judged, values, strict=True))))

    def _refuse_misfit(self, row: Row) -> None:
        table, kinds = self._table, self._kinds
        wrong = [name for name, value in row.items() if value is not None and not kinds[name].fits(value)]
        if found := wrong or [column for column, _ in row_mistakes(table.name, row)]:
            key = [each for each in table.key if each != found[0]]
            raise misfit(table.name, named(key, tuple(row[each] for each in key)), found[0])

    @property
    def names(self) -> Collection[str]:
        return {name for kind in self._counts for name in self._names_kept(kind)}

    def __len__(self) -> int:
        return sum(count for kind, count in self._counts.items() if self._names_kept(kind))

    @property
    def without_value(self) -> int:
        """How many of the rows read so far have no ``value``: skipped questions."""
        return sum(self._skipped.values())

    @cached_property
    def _counts(self) -> Mapping[object, int]:
        """Each kind of row that occurs, with how many rows it has."""
        if self._table.name == "wording":
            sql, given = self._query("count(*) AS rows", None, "GROUP BY kind_of_row")
            return {row["kind_of_row"]: row["rows"] for row in self._vault.rows(sql, given)}
        if not self._clients:
            return self._totals.counts(self._table.name)
        # Grouping these rows in SQL would sort them all in memory.
        counted = ", ".join(f"count(*) FILTER (WHERE kind_of_row = {kind}) AS rows_{kind}" for kind in _NUMBERS)
        sql, given = self._query("1", None, "")
        (row,) = self._vault.rows(f"SELECT {counted} FROM ({sql})", given)  # noqa: S608 - numbers, and the query above
        return {kind: row[f"rows_{kind}"] for kind in _NUMBERS if row[f"rows_{kind}"]}

    def _query(self, what: str, client: str | None, end: str) -> tuple[str, Mapping[str, str]]:
        name = self._table.name
        where, own, given = self._condition(client)
        kind = _KINDS.get(name, "0").format(own=own)
        # The names are the schema's own.
        return f"SELECT {what}, {kind} AS kind_of_row FROM {name} WHERE {where} {end}", given  # noqa: S608

    def _condition(self, client: str | None) -> tuple[str, str, Mapping[str, str]]:
        """The condition for the rows, the own walks if these are answers, and the parameters of both."""
        name = self._table.name
        if client is not None and name in _OF_WALKS:
            theirs = self._walks.of(client)
            own = [id_ for id_, kind in theirs.ids_with_kinds if kind & OWN_WALK]
            given = {"places": theirs.places.tolist()} if name == "walk" else {"walks": theirs.ids, "own": own}
            return _OF_WALKS[name], _LISTED.format("own"), {each: json.dumps(list_) for each, list_ in given.items()}
        where, named = whose(name, self._clients, client)
        walks, of_walks = whose("walk", self._clients, client)
        return where, f"SELECT id FROM walk WHERE {OWN} AND ({walks})", {**named, **of_walks}  # noqa: S608 - constants

    def _names_kept(self, kind: object) -> tuple[str, ...]:
        """The columns that are exported from rows of a kind; none if the rows are not exported."""
        if kind not in self._kept:
            of_row, of_column = self._classifier.of_row, self._classifier.of_column
            name, leaves = self._table.name, self._classes
            self._kept[kind] = tuple(
                column.name
                for column in self._table.columns
                if of_row(name, kind) & leaves and of_column(name, column.name, kind) & leaves
            )
        return self._kept[kind]
