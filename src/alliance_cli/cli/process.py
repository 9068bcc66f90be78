"""Prepares the process before any input is read, and closes its output at the end."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path

from alliance_cli.line.output.console import SPELT_OUT

_WIDEST = 10_000
"""The largest plausible number of columns or lines."""


def make_safe() -> None:
    """Make new files readable by their owner alone, forbid memory dumps, end on signals, and repair standard streams.

    A missing stream reads nothing or writes nowhere. Characters that a stream cannot encode are spelt out.
    """
    os.umask(0o077)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is not signal.SIG_IGN:
            signal.signal(getattr(signal, name), _end)
    _keep_memory_off_the_disk()
    for name, mode, errors in (
        ("stdin", "r", "surrogateescape"),
        ("stdout", "w", SPELT_OUT),
        ("stderr", "w", SPELT_OUT),
    ):
        if getattr(sys, name) is None:
            setattr(sys, name, _nowhere(mode))
        getattr(sys, name).reconfigure(errors=errors)
    _forget_a_window_without_columns()


def _forget_a_window_without_columns() -> None:
    """Ignore COLUMNS and LINES unless they are sizes; 0 is not. Then the terminal's size or 80 by 24 applies."""
    for name in ("COLUMNS", "LINES"):
        size = os.environ.get(name, "1")
        if not (size.isascii() and size.isdigit() and 0 < int(size) <= _WIDEST):
            del os.environ[name]


def _end(number: int, _: object) -> None:
    """Exit normally, which deletes temporary files; answers are already on disk."""
    sys.exit(128 + number)


def let_go() -> None:
    """Discard output that can no longer be written; otherwise the interpreter would exit with code 120.

    Also skip the last garbage collection, since the process ends.
    """
    for stream in filter(None, (sys.stdout, sys.stderr, sys.__stdout__)):  # Typer may have replaced stdout
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    gc.freeze()


def _keep_memory_off_the_disk() -> None:
    """Forbid core dumps, which would contain typed text."""
    try:
        from resource import RLIMIT_CORE, setrlimit
    except ImportError:  # no core dumps on this system
        return
    setrlimit(RLIMIT_CORE, (0, 0))


def _nowhere(mode: str) -> object:
    """Return a null stream in place of a standard stream that was closed at the start.

    It gets the lowest free descriptor, which is the stream's. Otherwise the vault's file would get it, and the next
    message would be written into the vault.
    """
    return Path(os.devnull).open(mode)
