"""Counts the rows of a whole vault, and finds the phases in which its script versions were asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Set
from functools import cached_property
from typing import Any

from alliance_cli.core.exchange.export import DataClass
from alliance_cli.storage.columns import OWN_PHASES
from alliance_cli.storage.exchange.classes import APART, OWN_WALK
from alliance_cli.storage.exchange.whose import KIND_OF_WALK, OWN
from alliance_cli.storage.file.vault import Vault

_KINDS = range(OWN_WALK + APART + 1)
_COUNTED = ", ".join(f"count(*) FILTER (WHERE {KIND_OF_WALK} = {kind}) AS rows_{kind}" for kind in _KINDS)
_WALKS = f"""
SELECT json_group_array(DISTINCT json_array(wording, phase)) AS versions,
json_group_array(id) FILTER (WHERE {OWN}) AS own, {_COUNTED} FROM walk
"""  # noqa: S608 - constants
_OWN_ANSWERS = "SELECT count(*) AS rows FROM answer WHERE walk IN (SELECT value FROM json_each(:own))"
_OF_ANSWERS = """
SELECT DISTINCT answer.wording, phase FROM walk JOIN answer ON answer.walk = walk.id
WHERE answer.wording <> walk.wording
"""


class Totals:
    """Facts about all rows of the vault. Each table is read once, when first needed."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def versions(self, classes: Set[DataClass]) -> Iterator[tuple[str, str]]:
        """Script versions and their phases; those of single answers only if they change which are exported."""
        of_walks = [(wording, phase) for wording, phase in json.loads(self._walks["versions"])]
        yield from of_walks
        if self._answers_decide(classes, {wording for wording, phase in of_walks if phase not in OWN_PHASES}):
            yield from ((row["wording"], row["phase"]) for row in self._vault.rows(_OF_ANSWERS))

    def _answers_decide(self, classes: Set[DataClass], noted: Set[str]) -> bool:
        """Whether an answer with an older version than its walk can change which versions are exported.

        If notes and own data are both exported, every version is. If only notes are, a version that a note's walk
        (``noted``) used is exported in any case.
        """
        if DataClass.NOTES not in classes:
            return True
        return DataClass.OWN not in classes and any(
            row["sha256"] not in noted for row in self._vault.rows("SELECT sha256 FROM wording")
        )

    def counts(self, table: str) -> Mapping[object, int]:
        """Each kind of row that occurs in a table, with how many rows it has."""
        if table == "walk":
            counts = {kind: self._walks[f"rows_{kind}"] for kind in _KINDS}
        elif table == "answer":
            (own,) = self._vault.rows(_OWN_ANSWERS, {"own": self._walks["own"]})
            counts = {0: self._rows(table) - own["rows"], OWN_WALK: own["rows"]}
        else:
            counts = {0: self._rows(table)}
        return {kind: count for kind, count in counts.items() if count}

    def _rows(self, table: str) -> int:
        """The number of rows by the tally, which was checked when the vault was opened if it came from elsewhere."""
        tallied = self._vault.rows("SELECT rows FROM tally WHERE name = :table", {"table": table})
        counted = tallied or self._vault.rows(f"SELECT count(*) AS rows FROM {table}")  # noqa: S608 - the schema's own
        return int(counted[0]["rows"])

    @cached_property
    def _walks(self) -> Mapping[str, Any]:
        (row,) = self._vault.rows(_WALKS)
        return row
