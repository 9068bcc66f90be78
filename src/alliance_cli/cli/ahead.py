"""Loads what a command needs after the vault is open while the passphrase is typed or its key is derived."""

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
"""What a walk shows first on the full screen, and what draws it; another platform loads its driver when needed."""


def load_ahead(*modules: str) -> None:
    """Load in a thread of its own, which ends with the program; what cannot be loaded is told once it is needed."""
    Thread(target=_load, args=(modules,), daemon=True).start()


def _load(modules: Sequence[str]) -> None:
    if hasattr(signal, "pthread_sigmask"):  # signals are for the main thread, which delays them while it stores
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    for name in modules:
        with suppress(Exception):
            import_module(name)
