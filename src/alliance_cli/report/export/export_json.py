"""The json format: one ASCII document with every row, which ``alliance import`` reads back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from json.encoder import encode_basestring_ascii
from pathlib import Path
from typing import Any

from alliance_cli.core.exchange.export import VERSION, Column, DataClass, Export, Table
from alliance_cli.core.exchange.row_source import RowBatch, Values
from alliance_cli.core.walk.kinds import Value

ENDINGS = (".json",)
FOLDER = False
FHIR = False


def write(export: Export, to: Path) -> None:
    """Write the document."""
    with to.open("w", encoding="ascii", newline="\n") as file:
        for part in _parts(export):
            file.write(part)


def _parts(export: Export) -> Iterator[str]:
    head = {
        "alliance_export": VERSION,
        "says": export.says,
        "classes": list(export.classes),
        **({"made_on": export.made_on.isoformat()} if export.made_on else {}),
        "for_record": export.for_record,
        "deidentified": export.deidentified,
    }
    yield "{\n" + "".join(f' "{name}": {json.dumps(value)},\n' for name, value in head.items())
    yield ' "tables": {'
    for number, table in enumerate(export.tables):
        yield f"{',' if number else ''}\n  {json.dumps(table.name)}: ["
        for place, batch in enumerate(table.batches()):
            yield f"{',' if place else ''}\n   {_objects(batch)}"
        yield "]"
    yield "\n }\n}\n"


def _objects(batch: RowBatch) -> str:
    """The rows as JSON objects, separated by commas."""
    slots = _slots(tuple(batch.columns))
    return ",\n   ".join(map(slots.__mod__, zip(*map(in_json, batch.columns.values()), strict=True)))


@cache
def _slots(names: tuple[str, ...]) -> str:
    """A format string for an object, with a place for each value; the names are the schema's own."""
    return "{" + ", ".join(f'"{name}": %s' for name in names) + "}"


def in_json(values: Values) -> Iterable[str]:
    """Each value as JSON text."""
    kinds = {*map(type, values)}
    return map(_ENCODERS[kinds.pop()] if len(kinds) == 1 else _encoded, values)


def _encoded(value: Value | None) -> str:
    return _ENCODERS[type(value)](value)


_ENCODERS: Mapping[type, Callable[[Any], str]] = {
    str: encode_basestring_ascii,
    int: int.__repr__,
    type(None): lambda _: "null",
    **dict.fromkeys((float, bool, tuple), json.dumps),
}


def schema(tables: Sequence[Table]) -> dict[str, Any]:
    """The JSON Schema of the documents that can be read back."""
    head: dict[str, Any] = {
        "alliance_export": {"enum": list(range(1, VERSION + 1))},
        "says": {"type": "string"},
        "classes": {"type": "array", "items": {"enum": list(DataClass)}},
        "made_on": {"type": "string", "format": "date"},
        "for_record": {"type": "boolean"},
        "deidentified": {"const": False, "description": "A de-identified export cannot be read back."},
    }
    each = {table.name: {"type": "array", "items": _row(table)} for table in tables}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An export of alliance",
        "type": "object",
        "properties": {**head, "tables": {"type": "object", "properties": each, "additionalProperties": False}},
        "required": ["alliance_export", "tables"],
        "additionalProperties": False,
    }


def _row(table: Table) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {column.name: _cell(column) for column in table.columns},
        "required": [column.name for column in table.columns if column.key],
        "additionalProperties": False,
    }


def _cell(column: Column) -> dict[str, Any]:
    fits = dict(column.kind.schema)
    return {"anyOf": [fits, {"type": "null"}]} if column.nullable else fits
