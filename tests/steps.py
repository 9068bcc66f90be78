"""Counts the steps and the memory a piece of work takes, which are the same on a fast machine and on a busy one."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Callable
from math import log


def steps(work: Callable[[], object]) -> int:
    """How often functions and generators of Python are entered."""
    count = 0

    def profile(frame: object, event: str, _: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def peak(work: Callable[[], object]) -> int:
    """The most bytes that are allocated at once, beyond those that were before."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def exponent(small: float, large: float, times: float) -> float:
    """The power of the size that a measure grows by: 1 is linear; the second is of ``times`` the size of the first."""
    return log(large / small) / log(times)
