"""Handles signals while a Textual application runs."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Signals = dict[str, Callable[[], object]]
"""The function to call for each signal, by the signal's name; it is called between two events."""
_LEFT_BEHIND = ("SIGTSTP", "SIGCONT", "SIGWINCH")
"""Signals that Textual still handles after its application has ended."""


@contextmanager
def on_signals(call: Callable[[Callable[[], object]], object], acts: Signals) -> Iterator[None]:
    """Inside the block, passes the function of each signal to ``call`` when it arrives, unless it was ignored before.

    Afterwards all previous handlers are restored, also for the signals that Textual still handles.
    """
    named = {name: int(getattr(signal, name)) for name in (*acts, *_LEFT_BEHIND) if hasattr(signal, name)}
    before = {name: signal.getsignal(number) for name, number in named.items()}
    for name, act in acts.items():
        if before.get(name, signal.SIG_IGN) is not signal.SIG_IGN:
            signal.signal(named[name], lambda *_, act=act: call(act))
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(named[name], signal.SIG_DFL if handler is None else handler)
