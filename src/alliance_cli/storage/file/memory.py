"""Keeps other programs out of the memory that holds a key, and removes secrets from the environment."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache

_PR_SET_DUMPABLE = 4


@cache
def protect_memory() -> None:
    """Keep other programs of the same user from reading this process's memory, and the system from dumping it.

    Only Linux has such a switch. It does not keep out the system's administrator, and ``exec`` resets it.
    """
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def take_variable(name: str) -> str | None:
    """Returns the value of an environment variable, then overwrites and removes it, so that no child inherits it."""
    value = os.environ.get(name)
    if value is None:
        return None
    if sys.platform == "linux":
        _overwrite(os.fsencode(name), len(os.fsencode(value)))
    del os.environ[name]
    return value


def _overwrite(name: bytes, length: int) -> None:
    import ctypes

    library = ctypes.CDLL(None)
    library.getenv.restype = ctypes.c_void_p
    if place := library.getenv(name):
        ctypes.memset(place, 0, length)
