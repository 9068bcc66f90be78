"""Counts the steps and the memory that a piece of work takes, which do not depend on the speed or load of a machine."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Callable
from math import log


def steps(work: Callable[[], object]) -> int:
    """The number of calls of Python functions and generators."""
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
    """The peak of allocated memory in bytes, above the amount at the start."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def exponent(small: float, large: float, times: float) -> float:
    """The power of the input size by which a measure grows: 1 is linear. The second input is ``times`` as large."""
    return log(large / small) / log(times)
