"""Reads the rows of one table of the vault for an export, one after the other, of all clients or of one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from alliance_cli.core.exchange.export import DataClass, Table
from alliance_cli.core.exchange.row_rules import RULED, row_mistakes
from alliance_cli.core.exchange.row_source import NOBODY, Row, RowSource
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.script import SESSION_PHASES, Phase
from alliance_cli.storage.answer_text import value_of
from alliance_cli.storage.columns import OWN_PHASES, declared
from alliance_cli.storage.damage.damaged_reader import named
from alliance_cli.storage.exchange.classes import APART, OWN_WALK, DataClassifier
from alliance_cli.storage.file.connection import Row as StoredRow
from alliance_cli.storage.file.database_errors import misfit
from alliance_cli.storage.file.vault import Vault


def _listed(words: Collection[str]) -> str:
    return ", ".join(f"'{each}'" for each in words)


_OWN = f"phase IN ({_listed(OWN_PHASES)})"
_KINDS = {
    "walk": f"{OWN_WALK} * ({_OWN}) + {APART} * (session IS NULL)",
    "answer": f"{OWN_WALK} * (walk IN (SELECT id FROM walk WHERE {_OWN}))",  # noqa: S608 - constants
    "wording": "sha256",
}
"""The kind of a row, where that is not the same in the whole table; ``DataClassifier`` knows them."""

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

_REMEMBERED = 100
"""How many values of a table are known to fit: those of neighbouring rows are often alike."""


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
        self._fitted = set[tuple[str, Value]]()
        self._kept: dict[object, tuple[str, ...]] = {}
        self._kinds = {each.name: declared(table.name, each.name).kind for each in table.columns}
        self._encoded = {name for name, kind in self._kinds.items() if kind.is_json}

    def read(self, client: str | None = None) -> Iterator[Row]:
        """The rows; see ``RowSource``. Those of one client are found through indexes.

        Raises Damaged, with the place, for a row that no import would take.
        """
        order = ", ".join(column.name for column in self._table.columns if column.key) or "rowid"
        for row in self._query("*", client, f"ORDER BY {order}"):
            names = self._names_kept(row.pop("kind_of_row"))
            if names:
                kept = row if len(names) == len(row) else {name: row[name] for name in names}
                for name in self._encoded:
                    if name in kept:
                        kept[name] = value_of(kept[name])
                self._refuse_misfit(kept)
                yield kept

    def _refuse_misfit(self, row: Row) -> None:
        known, name = self._fitted, self._table.name
        wrong = [
            column
            for column, value in row.items()
            if value is not None and (column, value) not in known and not self._fits_column(column, value)
        ]
        if found := wrong or (name in RULED and [column for column, _ in row_mistakes(name, row)]):
            key = [each for each in self._table.key if each != found[0]]
            raise misfit(self._table.name, named(key, tuple(row[each] for each in key)), found[0])

    def _fits_column(self, name: str, value: Value) -> bool:
        """Whether a column can hold a value; those that fitted lately are known, since many rows share them."""
        kind = self._kinds[name]
        if kind.is_typed:
            return not kind.misfit(value)
        if kind.misfit(value):
            return False
        if len(self._fitted) >= _REMEMBERED:
            self._fitted.clear()
        self._fitted.add((name, value))
        return True

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
        empty = "sum(value IS NULL)" if self._table.name == "answer" else "0"
        counted = self._query(f"count(*) AS rows, {empty} AS empty", None, "GROUP BY kind_of_row")
        return {row["kind_of_row"]: (row["rows"], row["empty"]) for row in counted if row["rows"]}

    def _query(self, what: str, client: str | None, end: str) -> Iterator[StoredRow]:
        name = self._table.name
        where, given = self._condition(client)
        # The names are the schema's own.
        sql = f"SELECT {what}, {_KINDS.get(name, '0')} AS kind_of_row FROM {name} WHERE {where} {end}"  # noqa: S608
        return self._vault.stream(sql, given)

    def _condition(self, client: str | None) -> tuple[str, Mapping[str, str]]:
        name, clients = self._table.name, self._clients
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
