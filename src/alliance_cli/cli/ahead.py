"""Imports the modules a command needs later, while the passphrase is typed and its key is derived."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from threading import Thread

VAULT = ("alliance_cli.storage.repository", "alliance_cli.storage.topics.courses")
DUE = "alliance_cli.views.due"
COURSE = "alliance_cli.views.course.screen"
WALK = ("alliance_cli.cli.full_screen.phases", "textual.drivers.linux_driver")
"""The modules of a full-screen walk and of the Linux driver. Other platforms import their driver when they need it."""


def load_ahead(*modules: str) -> None:
    """Import modules in a daemon thread. A failed import is reported by the code that needs the module."""
    Thread(target=_load, args=(modules,), daemon=True).start()


def _load(modules: Sequence[str]) -> None:
    if hasattr(signal, "pthread_sigmask"):  # the main thread handles signals and delays them while it saves
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    for name in modules:
        with suppress(Exception):
            import_module(name)
