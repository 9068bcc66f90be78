"""Fixtures that every test uses."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

_MEMORY = Path("/dev/shm")
_ROOM = 4 << 30
"""Bytes of memory that must be free before the tests' folders are made there."""


def _keep_folders_in_memory() -> None:
    """Make temporary folders in memory, if there is a folder in memory from which programs may start.

    Each change of a vault is synced to the disk, which would cost the suite a minute or more.
    """
    if "TMPDIR" not in os.environ and os.access(_MEMORY, os.W_OK | os.X_OK):
        found = os.statvfs(_MEMORY)
        if found.f_bavail * found.f_frsize >= _ROOM and not found.f_flag & os.ST_NOEXEC:
            os.environ["TMPDIR"] = str(_MEMORY)
            tempfile.tempdir = None


_keep_folders_in_memory()

settings.register_profile(
    "alliance", deadline=None, derandomize=True, max_examples=int(os.environ.get("EXAMPLES", "60"))
)
settings.load_profile("alliance")
"""The same examples in every run, however slow the machine; ``--hypothesis-profile=default`` looks for new ones.

``EXAMPLES`` says how many of each property; ``make faults`` tries far more.
"""


@pytest.fixture(scope="session", autouse=True)
def heard() -> Iterator[None]:
    """Let tests and their programs receive Ctrl-C and hang-up signals, even if the tests run in the background."""
    signals = (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP)
    ignored = [each for each in signals if signal.getsignal(each) is signal.SIG_IGN]
    for each in ignored:
        signal.signal(each, signal.default_int_handler if each is signal.SIGINT else signal.SIG_DFL)
    yield
    for each in ignored:
        signal.signal(each, signal.SIG_IGN)
