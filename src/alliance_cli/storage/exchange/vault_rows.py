"""Reads the rows of one table of the vault for an export, one after the other, of all clients or of one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from alliance_cli.core.exchange.export import DataClass, Table
from alliance_cli.core.exchange.row_rules import JUDGED, row_mistakes
from alliance_cli.core.exchange.row_source import AT_ONCE, NOBODY, Row, RowBatch, RowSource, Values
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.script import SESSION_PHASES, Phase
from alliance_cli.storage.answer_text import value_of
from alliance_cli.storage.columns import OWN_PHASES, declared
from alliance_cli.storage.damage.damaged_reader import named
from alliance_cli.storage.exchange.classes import APART, OWN_WALK, DataClassifier
from alliance_cli.storage.file.database_errors import misfit
from alliance_cli.storage.file.vault import Vault


def _listed(words: Collection[str]) -> str:
    return ", ".join(f"'{each}'" for each in words)


_OWN = f"phase IN ({_listed(OWN_PHASES)})"
_KINDS = {
    "walk": f"{OWN_WALK} * ({_OWN}) + {APART} * (session IS NULL)",
    "answer": f"{OWN_WALK} * (walk IN (SELECT id FROM walk WHERE {_OWN} AND ({{walks}})))",  # noqa: S608 - constants
    "wording": "sha256",
}
"""The kind of a row, where that is not the same in the whole table; ``DataClassifier`` knows them.

``walks`` stands for which walks the answers are of, so that those of one client take no look at the walks of others.
"""
_NUMBERS = range(OWN_WALK + APART + 1)
"""The kinds that are numbers."""

_THEIR_SESSIONS = "session IN (SELECT id FROM session WHERE client IN ({clients}))"
_THEIR_WALKS = (
    f"{_THEIR_SESSIONS} OR session IS NULL AND client IN ({{clients}})"
    f" AND phase IN ({_listed(set(Phase) - set(SESSION_PHASES))})"  # the index of walks apart begins with it
)
_THEIRS = {
    "client": "id IN ({clients})",
    "session": "client IN ({clients})",
    "walk": _THEIR_WALKS,
    "answer": f"walk IN (SELECT id FROM walk WHERE {_THEIR_WALKS})",  # noqa: S608 - constants
    **dict.fromkeys(("administration", "goal"), "client IN ({clients})"),
    **dict.fromkeys(("goal_words", "goal_progress"), "goal IN (SELECT id FROM goal WHERE client IN ({clients}))"),
    "item": "administration IN (SELECT id FROM administration WHERE client IN ({clients}))",
    **dict.fromkeys(("rating", "tension", "moment", "mark", "flag_decision"), _THEIR_SESSIONS),
    "wording": (
        f"sha256 IN (SELECT wording FROM walk WHERE {_THEIR_WALKS} UNION SELECT wording FROM answer"  # noqa: S608
        f" WHERE walk IN (SELECT id FROM walk WHERE {_THEIR_WALKS}))"
    ),
    "access": "FALSE",
}
"""Which rows are of these clients; for script versions, those that such rows were asked in."""
_NOBODYS = {
    "walk": "session IS NULL AND client IS NULL",
    "answer": "walk IN (SELECT id FROM walk WHERE session IS NULL AND client IS NULL)",
    "wording": "TRUE",
    "access": "TRUE",
}


class VaultRows(RowSource):
    """The rows of one table that are of the classes asked for, each with only the columns of these classes.

    ``clients`` are ids, none for the whole vault.
    """

    def __init__(
        self,
        vault: Vault,
        table: Table,
        classifier: DataClassifier,
        classes: frozenset[DataClass],
        clients: Collection[str] = (),
    ) -> None:
        self._vault, self._table, self._clients = vault, table, clients
        self._classifier, self._classes = classifier, classes
        self._fitted: dict[str, set[Value | None]] = {}
        self._kept: dict[object, tuple[str, ...]] = {}
        self._kinds = {each.name: declared(table.name, each.name).kind for each in table.columns}

    def batches(self, client: str | None = None) -> Iterator[RowBatch]:
        """The rows; see ``RowSource``. Those of one client are found through indexes.

        Raises Damaged, with the place, for a row that no import would take.
        """
        order = ", ".join(column.name for column in self._table.columns if column.key) or "rowid"
        every = *self._kinds, ""
        sql, given = self._query(", ".join(self._kinds), client, f"ORDER BY {order}")
        for rows in self._vault.batches(sql, given, AT_ONCE):
            for names, alike in groupby(rows, key=lambda row: self._names_kept(row[-1])):
                if names:
                    stored = RowBatch.of(every, alike).columns
                    yield self._judged(RowBatch({name: self._plain(name, stored[name]) for name in names}))

    def keys(self, key: str, client: str) -> Iterator[str]:
        sql, given = self._query(key, client, f"ORDER BY {key}")
        for rows in self._vault.batches(sql, given, AT_ONCE):
            yield from (str(value) for value, kind in rows if self._names_kept(kind))

    def _plain(self, name: str, stored: Sequence[Any]) -> Values:
        return tuple(map(value_of, stored)) if self._kinds[name].is_json else stored

    def _judged(self, batch: RowBatch) -> RowBatch:
        """The batch itself; raises Damaged, with the place, where a row of it does not fit."""
        fits = all(self._fits(name, values) for name, values in batch.columns.items())
        if not fits or self._breaks_a_rule(batch):
            for row in batch.rows:
                self._refuse_misfit(row)
        return batch

    def _fits(self, name: str, values: Values) -> bool:
        """Whether a column can hold these values; those that rows share, or that the batch before had, are judged once.

        What a person typed is judged as it comes: hardly two texts are alike.
        """
        kind = self._kinds[name]
        if kind.is_typed:
            return all(value is None or kind.fits(value) for value in values)
        different = {*values}
        new = different - self._fitted.get(name, {None})
        self._fitted[name] = different | {None}
        return all(map(kind.fits, new))

    def _breaks_a_rule(self, batch: RowBatch) -> bool:
        """Whether the values of a row do not go with each other."""
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
        return sum(count for kind, (count, _) in self._counts.items() if self._names_kept(kind))

    @property
    def without_value(self) -> int:
        """How many rows have nothing in the column ``value``: skipped questions."""
        return sum(empty for kind, (_, empty) in self._counts.items() if self._names_kept(kind))

    @cached_property
    def _counts(self) -> Mapping[object, tuple[int, int]]:
        """The kinds of rows that there are, with how many there are of each, and how many of these without a value."""
        if self._table.name == "wording":
            sql, given = self._query("count(*) AS rows", None, "GROUP BY kind_of_row")
            return {row["kind_of_row"]: (row["rows"], 0) for row in self._vault.rows(sql, given)}
        # Groups of many rows would be sorted first, and all of them held for that.
        empty = "value IS NULL" if self._table.name == "answer" else "FALSE"
        sql, given = self._query(f"{empty} AS empty", None, "")
        counted = ", ".join(
            f"count(*) FILTER (WHERE kind_of_row = {kind}) AS rows_{kind},"
            f" count(*) FILTER (WHERE kind_of_row = {kind} AND empty) AS empty_{kind}"
            for kind in _NUMBERS
        )
        (row,) = self._vault.rows(f"SELECT {counted} FROM ({sql})", given)  # noqa: S608 - numbers, and the query above
        found = {kind: (row[f"rows_{kind}"], row[f"empty_{kind}"]) for kind in _NUMBERS}
        return {kind: counts for kind, counts in found.items() if counts[0]}

    def _query(self, what: str, client: str | None, end: str) -> tuple[str, Mapping[str, str]]:
        name = self._table.name
        where, given = self._condition(client, name)
        walks, of_walks = self._condition(client, "walk")
        kind = _KINDS.get(name, "0").format(walks=walks)
        # The names are the schema's own.
        return f"SELECT {what}, {kind} AS kind_of_row FROM {name} WHERE {where} {end}", {**given, **of_walks}  # noqa: S608

    def _condition(self, client: str | None, name: str) -> tuple[str, Mapping[str, str]]:
        """Which rows of a table are meant, and the ids that the condition names."""
        clients = self._clients
        if client == NOBODY and not (clients and name == "wording"):
            return _NOBODYS.get(name, "FALSE") if not clients else "FALSE", {}
        if client and name == "wording":
            return "FALSE", {}
        if client:
            clients = (client,)
        if not clients:
            return "TRUE", {}
        given = {f"client_{number}": each for number, each in enumerate(clients)}
        return _THEIRS[name].format(clients=", ".join(f":{each}" for each in given)), given

    def _names_kept(self, kind: object) -> tuple[str, ...]:
        """The columns that leave of rows of a kind; none where the rows stay."""
        if kind not in self._kept:
            of_row, of_column = self._classifier.of_row, self._classifier.of_column
            name, leaves = self._table.name, self._classes
            self._kept[kind] = tuple(
                column.name
                for column in self._table.columns
                if of_row(name, kind) & leaves and of_column(name, column.name, kind) & leaves
            )
        return self._kept[kind]
