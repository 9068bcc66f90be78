"""Converts answers to the JSON text they are stored as, and back; JSON keeps numbers and text apart."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_cli.core.walk.kinds import Value


def text_of(value: Value | None) -> str | None:
    """Return a value as JSON text; None for skipped."""
    from json import dumps  # slow to import, and rarely needed for reading

    return None if value is None else dumps(value)


def value_of(text: str | None) -> Value | None:
    """Return the value of JSON text, a list as a tuple; None for skipped. Raises ValueError for other text."""
    if text is None:
        return None
    if text[:1] == '"' and text.find('"', 1) == len(text) - 1 and "\\" not in text and text.isprintable():
        return text[1:-1]  # most answers: plain text without escapes
    from json import loads

    value = loads(text)
    return tuple(value) if isinstance(value, list) else value


def values_of(texts: Sequence[str | None]) -> Sequence[Value | None]:
    """Return the values of many texts, each as ``value_of`` does."""
    from msgspec import DecodeError
    from msgspec.json import Decoder

    decode = Decoder().decode
    try:
        values = [None if text is None else decode(text) for text in texts]
    except DecodeError:  # msgspec refuses lone surrogates and NaN, which an answer may contain
        return tuple(map(value_of, texts))
    return (
        [tuple(value) if isinstance(value, list) else value for value in values]
        if list in map(type, values)
        else values
    )
