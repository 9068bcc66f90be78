"""An export is read back; every mistake gives its place and never the value there."""

from __future__ import annotations

import contextlib
import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_cli.content.catalog import Catalog
from alliance_cli.content.folders import shipped_folder
from alliance_cli.content.readers.export_file import read_export
from alliance_cli.core.errors import Mistakes, WrongUse
from alliance_cli.core.exchange.export import Table
from alliance_cli.storage.exchange.tables import empty_tables

EMPTY = empty_tables()
RARE = "wolkenbruchglas"
READABLE = Catalog((shipped_folder(),)).read_script_version
STAMP = "2026-01-05T18:00:00.000+00:00"
WALK = {"id": "w", "session": "s", "phase": "pre-session", "script": "x", "started_at": STAMP}


def read(document: object) -> tuple[Table, ...]:
    raw = document if isinstance(document, bytes) else json.dumps(document).encode()
    return read_export(BytesIO(raw), "x.json", EMPTY, READABLE)


def mistakes(document: object) -> list[str]:
    with pytest.raises(Mistakes) as raised:
        read(document)
    assert RARE not in str(raised.value.mistakes)
    return [f"{mistake.line} {mistake.key}".strip() for mistake in raised.value.mistakes]


def of(**tables: list[Any]) -> dict[str, Any]:
    return {"alliance_export": 1, "tables": tables}


@pytest.mark.parametrize(
    ("raw", "places"),
    [
        (b"", ["1"]),
        (b'{\n"a": ' + RARE.encode(), ["2"]),
        (b"\xff", ["0"]),
        (b"[]", ["0"]),
        (b"[" * 100_000, ["0"]),
        (b'{"alliance_export": NaN}', ["0"]),
        (b'{"alliance_export": 1, "alliance_export": 1}', ["0"]),
        (b'{"alliance_export": 3, "tables": {}}', ["0 alliance_export"]),
        (b'{"alliance_export": 1}', ["0 tables"]),
    ],
)
def test_a_file_that_is_not_an_export_is_refused(raw: bytes, places: list[str]) -> None:
    assert mistakes(raw) == places


@pytest.mark.parametrize(
    ("table", "row", "place"),
    [
        ("client", {"id": "c", "code": f"{RARE} said", "opened_on": "2026-01-05"}, "code"),
        ("client", {"id": "c", "code": "J7", "opened_on": "5 January"}, "opened_on"),
        ("client", {"id": "c", "code": "J7", RARE: 1}, RARE),
        ("client", {"code": "J7"}, "id"),
        ("session", {"id": "s", "started_at": RARE}, "started_at"),
        ("rating", {"session": "s", "rater": RARE, "scale": "bond"}, "rater"),
        ("rating", {"session": "s", "rater": "client", "scale": "bond", "value": True}, "value"),
        ("tension", {"session": "s", "rater": "client", "reported": 2}, "reported"),
        ("tension", {"session": "s", "rater": "client", "reported": True}, "reported"),
        ("tension", {"session": "s", "rater": "client", "reported_at": RARE}, "reported_at"),
        ("tension", {"session": "s", "rater": RARE}, "rater"),
        ("tension", {"session": "s", "rater": "client", "how": RARE}, "how"),
        ("item", {"administration": "a", "n": 1, "value": None}, "value"),
        ("administration", {"id": "a", "total": RARE}, "total"),
        ("answer", {"walk": "w", "step": "x", "value": {RARE: 1}}, "value"),
        ("moment", {"id": "m", "note": "half \udc80"}, "note"),
        ("moment", {"id": "m", "state": RARE}, "state"),
        ("walk", {**WALK, "phase": RARE}, "phase"),
        ("walk", {**WALK, "script": "evening; rm -rf $HOME"}, "script"),
        ("session", {"id": "s", "held_on": "nonsense"}, "held_on"),
        ("rating", {"session": "s", "rater": "client", "scale": "bond", "value": 99}, "value"),
        ("client", {"id": "c", "code": "J7", "ending": RARE}, "ending"),
        ("moment", {"id": "m", "marker": RARE}, "marker"),
    ],
)
def test_an_invalid_value_is_reported_with_its_place(table: str, row: dict[str, Any], place: str) -> None:
    with pytest.raises(Mistakes) as raised:
        read(of(**{table: [row]}))
    (mistake,) = raised.value.mistakes
    assert mistake.key == f"tables.{table}[1].{place}"
    assert place == RARE or RARE not in str(mistake)


def test_rules_across_columns_and_rows_are_checked() -> None:
    apart = {**WALK, "id": "a", "session": None, "dated": "2026-01-05"}
    walks = [WALK, WALK, {**WALK, "id": "v", "dated": "2026-01-05"}, apart, {**WALK, "id": "u", "client": "c"}]
    assert mistakes(of(walk=walks)) == [
        "0 tables.walk[2]",
        "0 tables.walk[3]",
        "0 tables.walk[4].phase",
        "0 tables.walk[5].client",
    ]
    assert mistakes(of(wording=[{"sha256": "0", "text": RARE}])) == ["0 tables.wording[1].sha256"]
    assert mistakes(of(wording=[{"sha256": "0" * 64, "text": RARE}])) == ["0 tables.wording[1].text"] * 2
    rating = {"session": "s", "rater": "client", "scale": "bond", "value": 99, "how": "recalled"}
    assert mistakes(of(rating=[rating])) == ["0 tables.rating[1].value"]
    read(of(rating=[{**rating, "scale": "hope"}]))
    assert mistakes(of(rating=[{**rating, "scale": "hope", "value": 10_000}])) == ["0 tables.rating[1].value"]


def test_computed_tables_and_tables_of_the_other_vault_are_ignored() -> None:
    rows = {name: [{"path": "/media/stick"}] for name in ("score", "backup")}
    assert read({**of(), "tables": rows}) == ()


def test_an_export_without_identifiers_cannot_be_read_back() -> None:
    with pytest.raises(WrongUse, match="de-identified"):
        read({**of(), "deidentified": True})


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
_COLUMNS = st.sampled_from(sorted({column.name for table in EMPTY for column in table.columns}))
_ROWS = st.lists(st.dictionaries(_COLUMNS, _ANY, max_size=6) | _ANY, max_size=3)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([table.name for table in EMPTY]), _ROWS | _ANY, max_size=3))
def test_any_table_content_is_read_or_refused(tables: dict[str, Any]) -> None:
    with contextlib.suppress(Mistakes):
        read({"alliance_export": 1, "tables": tables})


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_random_bytes_are_refused(raw: bytes) -> None:
    with pytest.raises(Mistakes):
        read(raw)
