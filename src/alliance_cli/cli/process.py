"""What the process as a whole holds to, from before anything is read until after everything is written."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from alliance_cli.line.console import SPELT_OUT


def make_safe() -> None:
    """Files are for their owner alone, memory stays off the disk, no stream is missing or fails over a letter."""
    os.umask(0o077)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is not signal.SIG_IGN:
            signal.signal(getattr(signal, name), _end)
    _keep_memory_off_the_disk()
    for name, mode, errors in (("stdin", "r", "replace"), ("stdout", "w", SPELT_OUT), ("stderr", "w", SPELT_OUT)):
        if getattr(sys, name) is None:
            setattr(sys, name, _nowhere(mode))
        getattr(sys, name).reconfigure(errors=errors)


def _end(number: int, _: object) -> None:
    """End in good order, so that what was made for the moment is cleared away; answers are on disk already."""
    sys.exit(128 + number)


def let_go() -> None:
    """What nobody takes any more goes nowhere, so that the interpreter does not complain of it at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _keep_memory_off_the_disk() -> None:
    """A program that is ended hard may be written out whole by the system, with what was typed in it; not this one."""
    try:
        from resource import RLIMIT_CORE, setrlimit
    except ImportError:  # a system without such files
        return
    setrlimit(RLIMIT_CORE, (0, 0))


def _nowhere(mode: str) -> object:
    """In place of a stream that was closed by whoever started the program.

    It takes the lowest number that is free, which is that of the stream: otherwise the vault's file would get it,
    and the next message would be written into the vault.
    """
    return Path(os.devnull).open(mode)
