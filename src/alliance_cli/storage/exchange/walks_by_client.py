"""Finds the walks of each client in one pass through the table, since the clients are mixed on its pages."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from alliance_cli.core.exchange.row_source import AT_ONCE
from alliance_cli.storage.exchange.whose import KIND_OF_WALK, walks_of_someone
from alliance_cli.storage.file.vault import Vault

_OWNER = "iif(session IS NULL, coalesce(client, ''), (SELECT client FROM session WHERE session.id = walk.session))"


class TheirWalks:
    """The walks of one client: their ids, their places in the table, and the kind of each as a row."""

    __slots__ = ("ids", "kinds", "places")

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.places = array("q")
        self.kinds = bytearray()

    @property
    def ids_with_kinds(self) -> Iterator[tuple[str, int]]:
        """The id and the kind of each walk."""
        return zip(self.ids, self.kinds, strict=True)


class WalksByClient:
    """The walks of each client; ``clients`` are ids, none for all. They are read once, when first needed."""

    def __init__(self, vault: Vault, clients: Collection[str]) -> None:
        self._vault, self._clients = vault, clients

    def of(self, client: str) -> TheirWalks:
        """The walks of a client, by id, or of ``NOBODY``."""
        return self._found.get(client) or TheirWalks()

    @cached_property
    def _found(self) -> Mapping[str, TheirWalks]:
        found: defaultdict[str, TheirWalks] = defaultdict(TheirWalks)
        where, given = walks_of_someone(self._clients)
        sql = f"SELECT id, rowid, {KIND_OF_WALK}, {_OWNER} FROM walk WHERE {where} ORDER BY id"  # noqa: S608 - constants
        for rows in self._vault.batches(sql, given, AT_ONCE):
            for id_, place, kind, client in rows:
                theirs = found[client]
                theirs.ids.append(id_)
                theirs.places.append(place)
                theirs.kinds.append(kind)
        return found
