"""Values of the wrong kind: each column that holds a date, a time, one of a few words or JSON is known here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from alliance_cli.core.course.entities import How, MomentState
from alliance_cli.core.vault.safekeeping import Finding, FindingKind
from alliance_cli.core.walk.kinds import Rater
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS, MomentKind
from alliance_cli.core.walk.script import Phase
from alliance_cli.storage.file.damaged_reader import DamagedVaultReader, Fields, Unreadable, named

Fits = Callable[[str], bool]


def _is_date(text: str) -> bool:
    return date.fromisoformat(text).isoformat() == text


def _is_stamp(text: str) -> bool:
    return datetime.fromisoformat(text).tzinfo is not None


def _is_answer(text: str) -> bool:
    value = json.loads(text)
    many = value if isinstance(value, list) else [value]
    return all(isinstance(each, str | int | float) for each in many)


def _one_of(words: type[StrEnum], *more: str) -> Fits:
    known = {*words, *more}
    return lambda text: text in known


def _field(name: str) -> Fits:
    known = {"", *MOMENT_FIELDS[name]}
    return lambda text: text in known


_NO_DATE, _NO_TIME, _NO_WORD = "is no date", "is no moment in time", "is none of the words it can be"
_RULES: dict[str, dict[str, tuple[Fits, str]]] = {
    "client": dict.fromkeys(("opened_on", "closed_on", "keep_until"), (_is_date, _NO_DATE)),
    "session": {
        "held_on": (_is_date, _NO_DATE),
        **dict.fromkeys(("started_at", "ended_at"), (_is_stamp, _NO_TIME)),
    },
    "walk": {
        "dated": (_is_date, _NO_DATE),
        "phase": (_one_of(Phase), _NO_WORD),
        **dict.fromkeys(("started_at", "finished_at"), (_is_stamp, _NO_TIME)),
    },
    "answer": {"value": (_is_answer, "is no answer that can be read"), "answered_at": (_is_stamp, _NO_TIME)},
    "rating": {
        "rater": (_one_of(Rater), _NO_WORD),
        "how": (_one_of(How), _NO_WORD),
        "rated_at": (_is_stamp, _NO_TIME),
    },
    "tension": {
        "rater": (_one_of(Rater), _NO_WORD),
        "how": (_one_of(How), _NO_WORD),
        "reported_at": (_is_stamp, _NO_TIME),
    },
    "moment": {
        "kind": (_one_of(MomentKind), _NO_WORD),
        "state": (_one_of(MomentState), _NO_WORD),
        **{name: (_field(name), _NO_WORD) for name in ("noticed_by", "marker", "component")},
        "noted_at": (_is_stamp, _NO_TIME),
    },
    "administration": {"rater": (_one_of(Rater), _NO_WORD), "taken_on": (_is_date, _NO_DATE)},
    "flag_decision": {"decided_at": (_is_stamp, _NO_TIME)},
    "access": {"at": (_is_stamp, _NO_TIME)},
    "backup": {"made_at": (_is_stamp, _NO_TIME)},
}


def unfit_values(vault: DamagedVaultReader) -> Iterator[Finding]:
    """Every value that cannot be what its column holds, and wordings that are not what they are found by."""
    for table, rules in _RULES.items():
        try:
            yield from _unfit(vault, table, rules)
        except Unreadable:  # what can be read of it was looked at
            continue
    yield from _wordings(vault)


def _unfit(vault: DamagedVaultReader, table: str, rules: dict[str, tuple[Fits, str]]) -> Iterator[Finding]:
    key, there = vault.key_of(table), vault.columns(table)
    columns = [column for column in there if column not in key or column in rules]
    chosen = ", ".join((*key, *columns))
    for row in vault.each(f'SELECT {chosen} FROM "{table}"'):  # noqa: S608 - our own names
        for column, value in zip(columns, row[len(key) :], strict=True):
            if what := _wrong(value, rules.get(column)):
                yield Finding(FindingKind.VALUE, what, table, named(key, row[: len(key)]), column)


def _wrong(value: object, rule: tuple[Fits, str] | None) -> str:
    """What is wrong with a value; empty where nothing is."""
    if not isinstance(value, str):
        return ""
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        return "is no text"
    if rule is None:
        return ""
    try:
        return "" if rule[0](value) else rule[1]
    except ValueError:
        return rule[1]


def _wordings(vault: DamagedVaultReader) -> Iterator[Finding]:
    try:
        for digest, text in vault.each("SELECT sha256, text FROM wording"):
            if sha256(_bytes(text)).hexdigest() != digest:
                yield Finding(FindingKind.VALUE, "is not the text it is found by", "wording", str(digest), "text")
    except Unreadable:
        return


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def mended(row: Fields) -> Fields:
    """The row with signs that are no text replaced, so that it can be kept."""
    return tuple(_bytes(each).decode("utf-8", "replace") if isinstance(each, str) else each for each in row)
