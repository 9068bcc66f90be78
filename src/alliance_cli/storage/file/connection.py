"""Opens a connection to an encrypted file, with settings that make changes durable and leave no plain text on disk."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher
from sqlcipher3.dbapi2 import Connection, Cursor

from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.memory import protect_memory

Row = dict[str, Any]
"""A row as a mapping of column to value."""
Fields = tuple[Any, ...]
"""The values of a row."""
WAIT_SECONDS = 5.0
"""How many seconds a program waits for another one that is writing."""


ROOM_FOR_PAGES = f"PRAGMA cache_size = -{64 * 1024}"
"""Keeps up to 64 MiB of a file decrypted in memory: in a large practice one client's sessions are on many pages.

The statement reads the file, so run it only after the key is known to be right.
"""
MUCH_ROOM = f"PRAGMA cache_size = -{112 * 1024}"
"""Keeps up to 112 MiB while a whole vault is read client by client, since a page holds rows of several clients."""
LITTLE_ROOM = f"PRAGMA cache_size = -{4 * 1024}"
"""Keeps 4 MiB each of the vault and of its copy in memory while a large file is rewritten."""

_DELAYED = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGALRM", "SIGCONT")  # the last two end the input of a line
    if hasattr(signal, name)
]


_this_thread = threading.local()
"""``delays``: whether this thread is in a block that delays signals."""


class SteadyConnection(Connection):  # type: ignore[misc]  # the driver has no types
    """A connection in which Ctrl-C and termination signals take effect between statements, never during one.

    During a statement SQLite calls our functions, and would report an interrupt in them as an error of the function.
    """

    def execute(self, *given: Any) -> Cursor:
        with delay_interrupts():
            return super().execute(*given)

    def executescript(self, script: str) -> Cursor:
        with delay_interrupts():
            return super().executescript(script)

    def executemany(self, *given: Any) -> Cursor:
        with delay_interrupts():
            return super().executemany(*given)


def connect(path: Path, key: Key, mode: str = "rw") -> Connection:
    """Open a file with a key; a wrong key fails at the first query."""
    protect_memory()
    name = f"{path.as_uri()}?mode={mode}"
    connection = sqlcipher.connect(name, uri=True, isolation_level=None, timeout=WAIT_SECONDS, factory=SteadyConnection)
    for pragma in (
        "PRAGMA cipher_log_level = NONE",
        key.pragma,
        "PRAGMA foreign_keys = ON",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA secure_delete = ON",
        "PRAGMA synchronous = EXTRA",
    ):
        connection.execute(pragma)
    connection.set_authorizer(refuse_foreign_rules)
    return connection


def refuse_foreign_rules(action: int, name: str | None, _: str | None, __: str | None, rule: str | None) -> int:
    """An SQLite authorizer that lets no trigger write, except those that keep the tally.

    The driver does not expose SQLite's own switch for that (``DBCONFIG_ENABLE_TRIGGER``). ``rule`` is the trigger, view
    or subquery on whose behalf something is done; views and subqueries never write.
    """
    writes = action in (sqlcipher.SQLITE_INSERT, sqlcipher.SQLITE_UPDATE, sqlcipher.SQLITE_DELETE)
    foreign = rule is not None and not (rule.startswith("tally_") and name == "tally")
    return int(sqlcipher.SQLITE_DENY if writes and foreign else sqlcipher.SQLITE_OK)


def rows(connection: Connection, sql: str, given: Mapping[str, object]) -> list[Row]:
    """The rows of a query, as mappings."""
    return list(stream(connection, sql, given))


def stream(connection: Connection, sql: str, given: Mapping[str, object]) -> Iterator[Row]:
    """The rows of a query one by one, as mappings, for results too large for memory."""
    cursor = connection.execute(sql, given)
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def batches(connection: Connection, sql: str, given: Mapping[str, object], size: int) -> Iterator[list[Fields]]:
    """The rows of a query as tuples, ``size`` of them at a time."""
    cursor = connection.execute(sql, given)
    while some := cursor.fetchmany(size):
        yield some


@contextmanager
def delay_interrupts(*, forget: bool = False) -> Iterator[None]:
    """Delay Ctrl-C and termination signals until the block ends; an answer is then stored completely or not at all.

    With ``forget``, a Ctrl-C during a block that succeeds is ignored, because it came too late.
    """
    is_delayed = getattr(_this_thread, "delays", False)
    if (is_delayed and not forget) or not hasattr(signal, "pthread_sigmask"):  # already in such a block, or on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _DELAYED)
    _this_thread.delays = True
    try:
        yield
        if forget and signal.SIGINT in signal.sigpending():
            signal.sigwait({signal.SIGINT})
    finally:
        _this_thread.delays = is_delayed
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def exclusive_lock(connection: Connection) -> Iterator[None]:
    """Locks the file against other programs until the block ends, across transactions.

    In this mode SQLite keeps the journal after a transaction, so it is truncated to zero bytes.
    """
    run = connection.execute
    run("PRAGMA locking_mode = EXCLUSIVE")
    run("PRAGMA journal_size_limit = 0")
    try:
        run("BEGIN EXCLUSIVE")
        run("COMMIT")
        yield
    finally:
        run("PRAGMA locking_mode = NORMAL")
        run("SELECT count(*) FROM sqlite_master").fetchone()  # the lock is released by the next read


@contextmanager
def copying_on_disk(connection: Connection, folder: Path) -> Iterator[None]:
    """Within the block, SQLite makes its temporary copy of the vault in this folder instead of in memory.

    SQLCipher encrypts the copy with the vault's key. Its name is removed once it is open, so a killed program leaves
    nothing. Do not run a query that sorts, because SQLite's sort files are not encrypted. The connection loses its
    temporary triggers.
    """
    name = str(folder).replace("'", "''")
    connection.execute(f"PRAGMA temp_store_directory = '{name}'")
    connection.execute("PRAGMA temp_store = FILE")
    connection.execute(LITTLE_ROOM)  # each page is read once, and the copy has its own cache
    connection.execute("PRAGMA shrink_memory")
    try:
        yield
    finally:
        connection.execute(ROOM_FOR_PAGES)
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA temp_store_directory = ''")
