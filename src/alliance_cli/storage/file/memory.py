"""Protects the memory of a process that has a key, and removes secrets from the environment."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache

_PR_SET_DUMPABLE = 4


@cache
def protect_memory() -> None:
    """Keep other programs of the same user from reading this process's memory, and the system from dumping it.

    Only Linux supports this. It does not keep out the administrator, and ``exec`` resets it.
    """
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def take_variable(name: str) -> str | None:
    """Return the value of an environment variable after overwriting and removing it; no child inherits it."""
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
