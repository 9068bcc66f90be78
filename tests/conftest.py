"""Fixtures that every test uses."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("alliance", deadline=None, derandomize=True)
settings.load_profile("alliance")
"""The same examples in every run, however slow the machine; ``--hypothesis-profile=default`` looks for new ones."""


@pytest.fixture(scope="session", autouse=True)
def heard() -> Iterator[None]:
    """Tests and what they start hear Ctrl-C and a closed terminal, also where the tests run in the background."""
    signals = (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP)
    ignored = [each for each in signals if signal.getsignal(each) is signal.SIG_IGN]
    for each in ignored:
        signal.signal(each, signal.default_int_handler if each is signal.SIGINT else signal.SIG_DFL)
    yield
    for each in ignored:
        signal.signal(each, signal.SIG_IGN)
