"""Read an exported JSON document back. All mistakes are listed at once, and none repeats what was typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from alliance_cli.content.yaml.mistakes import KeyPath, MistakeCollector
from alliance_cli.core.errors import Mistakes, WrongUse
from alliance_cli.core.exchange.export import VERSION, Table
from alliance_cli.core.exchange.row_rules import row_mistakes
from alliance_cli.core.exchange.row_source import Row

_HEAD = ("alliance_export", "says", "classes", "made_on", "for_record", "deidentified", "tables")
NOT_READ = ("score", "backup")
"""Tables that are not read back: scores are computed from the others, backups belong to the exporting vault."""


def read_export(raw: bytes, name: str, empty: Sequence[Table], readable: Callable[[str], object]) -> tuple[Table, ...]:
    """The tables of an export, each of which has the columns of one of ``empty``.

    ``readable`` reads a script version or raises Mistakes. Raises Mistakes that call the file ``name``, or
    WrongUse for a de-identified export.
    """
    collector = MistakeCollector(name)
    document = _document(raw, collector)
    collector.raise_if_any()
    tables = _tables_of(document, collector)
    known, at = {table.name: table for table in empty}, KeyPath(collector, "tables")
    for key in tables:
        if key not in known and key not in NOT_READ:
            at.wrong_key(key, 0, "is no table of this alliance", known)
    found = tuple(_table(known[key], rows, at.inside(key)) for key, rows in tables.items() if key in known)
    collector.raise_if_any()
    for table in found:
        _check_rows(table, at.inside(table.name), readable)
    collector.raise_if_any()
    return found


def _document(raw: bytes, collector: MistakeCollector) -> Mapping[str, Any]:
    try:
        document = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_unique_pairs, parse_constant=_no_constant)
    except UnicodeDecodeError:
        collector.add(0, "", "is not UTF-8 text")
    except json.JSONDecodeError as error:
        collector.add(error.lineno, "", "is not JSON from here on")
    except _RepeatedKey:
        collector.add(0, "", "has the same key twice in one place")
    except (ValueError, RecursionError):
        collector.add(0, "", "has a number that is none, or brackets inside brackets without end")
    else:
        if isinstance(document, dict) and "alliance_export" in document:
            return document
        collector.add(0, "", "is no export of alliance")
    return {}


class _RepeatedKey(Exception):
    """A key that occurs twice in one object, where JSON readers keep only the last value."""


def _unique_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _RepeatedKey
    return found


def _no_constant(word: str) -> float:
    raise ValueError


def _tables_of(document: Mapping[str, Any], collector: MistakeCollector) -> Mapping[str, Any]:
    version = document["alliance_export"]
    if document.get("deidentified"):
        raise WrongUse("A de-identified export cannot be read back.", "It holds no codes and no dates to go by.")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        collector.add(0, "alliance_export", "is not the number of a version")
    elif version > VERSION:
        collector.add(0, "alliance_export", "was made by a newer alliance; update first")
    for key in document:
        if key not in _HEAD:
            KeyPath(collector).wrong_key(key, 0, f"is not a key here; the keys are {', '.join(_HEAD)}", _HEAD)
    tables = document.get("tables")
    if isinstance(tables, dict):
        return tables
    collector.add(0, "tables", "is missing, or not a mapping of tables")
    return {}


def _table(table: Table, rows: object, at: KeyPath) -> Table:
    if not isinstance(rows, list):
        at.wrong(0, "is not a list of rows")
        return table
    read = [_row(table, row, at.nth(number)) for number, row in enumerate(rows, start=1)]
    return replace(table, rows=tuple(row for row in read if row is not None))


def _row(table: Table, row: object, at: KeyPath) -> Row | None:
    if not isinstance(row, dict):
        at.wrong(0, "is not a mapping of columns")
        return None
    columns = {column.name: column for column in table.columns}
    for name in row:
        if name not in columns:
            at.wrong_key(name, 0, f"is no column of {table.name}", columns)
    for name in table.key:
        if name not in row:
            at.inside(name).wrong(0, "is missing")
    values = {name: _value(value) for name, value in row.items() if name in columns}
    for name, value in values.items():
        column = columns[name]
        if not (value is None and column.nullable) and not column.kind.fits(value):
            at.inside(name).wrong(0, f"is not {column.kind.what}")
    return values


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _check_rows(table: Table, at: KeyPath, readable: Callable[[str], object]) -> None:
    """Check the columns of each row against each other, and the rows for repeated keys."""
    seen = set[tuple[object, ...]]()
    for number, row in enumerate(table.rows, start=1):
        here, key = at.nth(number), tuple(row[name] for name in table.key)
        if key and key in seen:
            here.wrong(0, "is in the file twice")
        seen.add(key)
        for column, what in row_mistakes(table.name, row):
            (here.inside(column) if column else here).wrong(0, what)
        if table.name == "wording":
            _check_script_version(row, here, readable)


def _check_script_version(row: Row, at: KeyPath, readable: Callable[[str], object]) -> None:
    try:
        readable(str(row.get("text", "")))
    except Mistakes:
        at.inside("text").wrong(0, "is no script that can be read")
