"""Counts all answers of a vault, and finds the script versions in which they were asked, in one pass."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property

from alliance_cli.storage.exchange.classes import OWN_WALK
from alliance_cli.storage.exchange.whose import OWN
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.vault import Vault

_WALKS = "SELECT DISTINCT wording, phase FROM walk"
_ANSWERS = f"""
SELECT json_group_array(DISTINCT json_array(asked, phase)) FILTER (WHERE asked <> wording) AS versions,
count(*) FILTER (WHERE own) AS own, count(*) FILTER (WHERE own AND empty) AS empty_own,
count(*) AS every, count(*) FILTER (WHERE empty) AS empty_every
FROM (
  SELECT answer.wording AS asked, value IS NULL AS empty, walk.wording, phase, coalesce({OWN}, FALSE) AS own
  FROM answer LEFT JOIN walk ON walk.id = answer.walk
)
"""  # noqa: S608 - constants


class AnswerTotals:
    """The totals over all answers; the table is read once, when they are first needed."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def versions(self) -> Iterator[tuple[str, str]]:
        """Each script version with each phase in which it was asked."""
        yield from ((row["wording"], row["phase"]) for row in self._vault.rows(_WALKS))
        yield from ((wording, phase) for wording, phase in json.loads(self._found["versions"]))

    @property
    def counts(self) -> Mapping[object, tuple[int, int]]:
        """Each kind of answer that occurs, with how many answers it has and how many of them are skipped."""
        found = self._found
        own = found["own"], found["empty_own"]
        others = found["every"] - own[0], found["empty_every"] - own[1]
        return {kind: counts for kind, counts in ((0, others), (OWN_WALK, own)) if counts[0]}

    @cached_property
    def _found(self) -> Row:
        (row,) = self._vault.rows(_ANSWERS)
        return row
