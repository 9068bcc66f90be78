"""Looks for secrets in the memory of a running program, as the system's administrator could."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pytest

_REGION = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r")


def found_in_memory(pid: int, secrets: Mapping[str, Collection[bytes]]) -> set[str]:
    """The names of the secrets that are somewhere in the memory of a process; skips the test if it cannot be read."""
    return {
        name for region in _regions(pid) for name, forms in secrets.items() if any(form in region for form in forms)
    }


def _regions(pid: int) -> Iterator[bytes]:
    process = Path("/proc") / str(pid)
    try:
        regions = [_REGION.match(line) for line in (process / "maps").read_text().splitlines()]
        memory = (process / "mem").open("rb", buffering=0)
    except OSError:
        pytest.skip("the program forbids others to read its memory, and only the administrator may all the same")
    with memory:
        for region in filter(None, regions):
            start, end = int(region[1], 16), int(region[2], 16)
            try:
                memory.seek(start)
                yield memory.read(end - start)
            except (OSError, ValueError, OverflowError):  # a region of the kernel's own
                continue
