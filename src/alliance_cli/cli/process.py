"""Sets the process up before anything is read, and closes its output at the end."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path

from alliance_cli.line.output.console import SPELT_OUT

_WIDEST = 10_000
"""No window has more columns or lines."""


def make_safe() -> None:
    """Make new files readable by their owner alone, forbid memory dumps, end on signals, and repair standard streams.

    A stream that is missing reads nothing or writes nowhere, and a letter that a stream cannot encode is spelt out.
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
    """Ignore COLUMNS and LINES where they are no size, such as 0: the terminal's own size, or 80 by 24, holds then."""
    for name in ("COLUMNS", "LINES"):
        size = os.environ.get(name, "1")
        if not (size.isascii() and size.isdigit() and 0 < int(size) <= _WIDEST):
            del os.environ[name]


def _end(number: int, _: object) -> None:
    """Exit as usual, so that temporary files are deleted; answers are on disk already."""
    sys.exit(128 + number)


def let_go() -> None:
    """Discard what cannot be written any more, of which the interpreter would complain at its end with code 120.

    The interpreter need not look for garbage any more either: its memory goes with it.
    """
    for stream in filter(None, (sys.stdout, sys.stderr, sys.__stdout__)):  # Typer may have replaced stdout
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    gc.freeze()


def _keep_memory_off_the_disk() -> None:
    """Forbid core dumps, in which the system would write out what was typed."""
    try:
        from resource import RLIMIT_CORE, setrlimit
    except ImportError:  # a system without such files
        return
    setrlimit(RLIMIT_CORE, (0, 0))


def _nowhere(mode: str) -> object:
    """A stream to nowhere, in place of one that was closed by whoever started the program.

    It takes the lowest number that is free, which is that of the stream: otherwise the vault's file would get it,
    and the next message would be written into the vault.
    """
    return Path(os.devnull).open(mode)
