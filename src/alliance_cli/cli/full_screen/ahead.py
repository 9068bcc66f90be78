"""Loads the full screen while the passphrase is typed and the vault opens, so that it is there at once."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from threading import Thread

_SCREENS = "alliance_cli.cli.full_screen.phases", "textual.drivers.linux_driver"
"""What a walk shows first, and what draws it; another platform has another driver, loaded when it is needed."""


def load_ahead() -> None:
    """Load in a thread of its own, which ends with the program; what cannot be loaded is told once it is needed."""
    Thread(target=_load, daemon=True).start()


def _load() -> None:
    for name in _SCREENS:
        with suppress(Exception):
            import_module(name)
