"""Refuses a file with a foreign schema, whose triggers could change or delete stored answers.

A trigger could empty every answer as it is stored, and a view in place of a table could invent answers. Every object of
the schema and its SQL are compared with what the migrations make, through one digest for each schema version.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import Damaged
from alliance_cli.translation import _

OBJECTS = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"
"""Every table, index, trigger and view; indexes that SQLite makes automatically have no SQL."""
DIGESTS: Mapping[int, str] = {
    1: "b42e28892ece008e5c72e72f5fa8130945804b2638e4a404117de54366261a9c",
    2: "236539c531e4848ed9245a4ed5292df5d82ab4f07bfcac62fa4878d23338497e",
    3: "7401598f421ab192f3f39c1db0518ebd04f61f50e77061edf307c4b8234c51a5",
    4: "45d652e40b65b7d9b70fa035de2d4fb49e62014835a75398a97f2df2fb8ddd35",
    5: "76e213a507401e2b0342d8e9ebe5990c58a68704a215c886259d34ab77db5009",
}
"""Schema version to the digest of its objects. A test compares them with what the migrations make."""
_NOT_OURS = "_sqlite_migrations"
"""The table that records which migrations ran; its SQL comes from the library that makes it."""


def digest(objects: Iterable[Sequence[Any]]) -> str:
    """The digest of a schema, from the rows of ``OBJECTS``."""
    summary = sha256()
    for kind, name, table, sql in objects:
        if not (table == _NOT_OURS and kind in ("table", "index")):
            summary.update("\0".join((kind, name, table, sql, "")).encode("utf-8", "surrogateescape"))
    return summary.hexdigest()


def refuse_foreign_schema(version: int, objects: Iterable[Sequence[Any]]) -> None:
    """Raises Damaged if the objects are not those of this schema version; 0 is an empty file."""
    found = tuple(objects)
    if version == 0 and not found:
        return
    if DIGESTS.get(version) != digest(found):
        raise Damaged(
            _(
                "The tables of this vault are not as the program made them. It is not opened, because they could "
                "change what you keep."
            ),
            _("Leave the file as it is, and restore a backup. Copy what can be read into a new vault with:"),
            Action(ActionKind.SALVAGE_VAULT),
        )
