"""Reads all typed text, from the columns declared to contain such text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from alliance_cli.core.course.client import Client
from alliance_cli.core.exchange.column_kinds import DAY, STAMP
from alliance_cli.core.searching import TypedText, WordSearch
from alliance_cli.core.walk.script import Phase
from alliance_cli.storage.answer_text import value_of
from alliance_cli.storage.columns import TABLES, class_of_walk, columns_declared, declared
from alliance_cli.storage.exchange.classes import NAMED
from alliance_cli.storage.file.connection import Row
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.unfinished.drafts import HAND_OVER

# If a table lacks a column, the value of the row it belongs to is used.
_TEXTS = """
SELECT t.{column} AS text, coalesce(s.held_on, w.dated, g.set_on, {day}) AS day, c.code,
  coalesce({phase}, w.phase) AS phase, {step} AS step, coalesce({version}, w.wording) AS version
FROM {table} AS t LEFT JOIN walk AS w ON w.id = {walk}
LEFT JOIN session AS s ON s.id = coalesce({session}, w.session)
LEFT JOIN goal AS g ON g.id = {goal}
LEFT JOIN client AS c ON c.id = coalesce({client}, s.client, w.client, g.client)
WHERE t.{column} IS NOT NULL AND (:client IS NULL OR c.id = :client)
  AND coalesce(s.held_on, w.dated, g.set_on, {day}) >= :since AND {holds}
  AND NOT EXISTS (SELECT 1 FROM held_back AS h WHERE h.session = s.id AND h.step = {step} AND w.phase = :asked)
  AND {by_hand}
"""
_NOT_THE_CLIENTS = f"t.script <> '{HAND_OVER}'"
"""Selects drafts that the clinician typed; a client's draft is shown to nobody else."""


class TypedColumn(NamedTuple):
    """A column with typed text."""

    table: str
    name: str

    @property
    def is_json(self) -> bool:
        return declared(self.table, self.name).kind.is_json


def typed_columns() -> tuple[TypedColumn, ...]:
    """Every column that is declared to contain typed text and has a class of data."""
    columns = ((table, name, each) for table in TABLES for name, each in columns_declared(table).items())
    return tuple(
        TypedColumn(table, name) for table, name, each in columns if each.kind.is_typed and each.data_class in NAMED
    )


class TypedWords:
    """All typed text."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def holding(self, search: WordSearch, client: Client | None, since: date | None) -> Iterator[TypedText]:
        """The texts that may contain the words; the database leaves out those that cannot.

        ``client`` limits them to one client, ``since`` to texts about this day or later.
        """
        given = {"client": client.id if client else None, "since": since.isoformat() if since else ""}
        given["asked"] = Phase.IN_SESSION
        for column in typed_columns():
            holds, words = _filter(column, search)
            for row in self._vault.stream(_query(column, holds), {**given, **words}):
                text = value_of(row["text"]) if column.is_json else row["text"]
                if isinstance(text, str):
                    yield _typed(column, row, text)

    def script_version(self, sha256: str) -> str:
        """The text of a stored script version; empty if there is none."""
        rows = self._vault.rows("SELECT text FROM wording WHERE sha256 = :sha256", {"sha256": sha256})
        return str(rows[0]["text"]) if rows else ""


def _typed(column: TypedColumn, row: Row, text: str) -> TypedText:
    phase = Phase(row["phase"]) if row["phase"] else None
    data_class = class_of_walk(phase) if phase else declared(column.table, column.name).data_class
    return TypedText(
        text,
        column.table,
        column.name,
        date.fromisoformat(row["day"]),
        NAMED[data_class],
        row["code"] or "",
        phase,
        row["step"] or "",
        row["version"] or "",
    )


def _query(column: TypedColumn, holds: str) -> str:
    """The query for the texts of a column, each with client, date and question."""
    table, names = column.table, columns_declared(column.table)

    def there(name: str) -> str:
        return f"t.{name}" if name in names else "t.id" if name == table else "NULL"

    days = [name for kind in (DAY, STAMP) for name, each in names.items() if each.kind == kind]
    return _TEXTS.format(
        table=table,
        column=column.name,
        day=f"substr(t.{days[0]}, 1, 10)" if days else "''",
        step="t.step" if "step" in names else f"t.slot || '.{column.name}'" if "slot" in names else "NULL",
        phase=there("phase"),
        version=there("wording"),
        walk=there("walk"),
        session=there("session"),
        client=there("client"),
        goal=there("goal"),
        holds=holds,
        by_hand=_NOT_THE_CLIENTS if table == "draft" else "TRUE",
    )


def _filter(column: TypedColumn, search: WordSearch) -> tuple[str, dict[str, str]]:
    """The condition for texts that may contain every word, and its values.

    The database ignores case in ASCII letters only, so a text with other letters may contain any word.
    """
    more = (
        f"instr(t.{column.name}, '\\u') > 0"
        if column.is_json
        else (f"length(t.{column.name}) < length(CAST(t.{column.name} AS BLOB))")
    )
    words = [part for part in search.parts if part.isascii()]
    stored = [json.dumps(part)[1:-1] if column.is_json else part for part in words]
    tests = [f"instr(lower(t.{column.name}), :word{place}) > 0" for place in range(len(stored))]
    holds = " AND ".join(tests) if len(words) == len(search.parts) else "FALSE"
    return f"({more} OR ({holds}))", {f"word{place}": word for place, word in enumerate(stored)}
