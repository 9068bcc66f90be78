"""A JSON document is read in pieces of any size as json.loads reads it, and a mistake gives its line."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.content.readers import json_pieces
from alliance_cli.content.readers.json_pieces import JsonPieces, NotJson, RepeatedKey

SIZES = (1, 2, 7, 64)
_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def read(raw: bytes, size: int) -> dict[str, list[Any]]:
    """An object of lists, read key by key and item by item, each list twice."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_pieces, "_CHUNK", size)
        file = BytesIO(raw)
        reader, found = JsonPieces(file), {}
        for key in reader.object_keys():
            reader.next_sign()
            begins = reader.at
            found[key] = [reader.value() for _ in reader.items()]
            again = JsonPieces(file, begins)
            assert [again.value() for _ in again.items()] == found[key]
        reader.end()
        return found


@pytest.mark.parametrize("size", SIZES)
@given(document=st.dictionaries(st.text(), st.lists(_ANY, max_size=4), max_size=3), ascii_=st.booleans())
def test_a_document_read_in_pieces_equals_the_written_one(
    document: dict[str, list[Any]], size: int, *, ascii_: bool
) -> None:
    for indent in (None, 1):
        raw = json.dumps(document, ensure_ascii=ascii_, indent=indent).encode()
        assert read(raw, size) == document
        assert read(b"\xef\xbb\xbf" + raw, size) == document


@pytest.mark.parametrize("size", SIZES)
def test_a_mistake_is_reported_at_its_line(size: int) -> None:
    raw = b'{"a": [\n' + b"12,\n" * 50 + b"nonsense here and so on and on and on,\n" + b"12,\n" * 50
    with pytest.raises(NotJson) as raised:
        read(raw, size)
    assert raised.value.line == 52
    for cut in (b"", b'{"a"', b'{"a": [1,', b'{"a": ["half', b'{"a": [1]} more', b'{"a": [12 13]}', b"{1: []}"):
        with pytest.raises(NotJson):
            read(cut, size)


def test_repeated_keys_and_invalid_numbers_are_refused() -> None:
    for raw in (b'{"a": [], "a": []}', b'{"a": [{"b": 1, "b": 1}]}'):
        with pytest.raises(RepeatedKey):
            read(raw, 64)
    with pytest.raises(ValueError, match="NaN"):
        read(b'{"a": [NaN]}', 64)


def test_reading_stops_at_the_first_mistake() -> None:
    """The rest of the file is not read."""
    file = BytesIO(b'{"a": [{"b": 1 "c": 2},' + b' {"b": 1},' * 200_000 + b" {}]}")
    reader = JsonPieces(file)
    next(reader.object_keys())
    next(reader.items())
    with pytest.raises(NotJson):
        reader.value()
    assert file.tell() < 1_000_000
