"""Signals while an application of Textual runs."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Signals = dict[str, Callable[[], object]]
"""What is called on a signal, by its name, between two events."""
_LEFT_BEHIND = ("SIGTSTP", "SIGCONT", "SIGWINCH")
"""Signals that Textual goes on handling when its application has ended."""


@contextmanager
def on_signals(call: Callable[[Callable[[], object]], object], acts: Signals) -> Iterator[None]:
    """Inside the block, a signal makes ``call`` run its act, unless it was ignored before.

    Afterwards all is as it was, for the signals that Textual goes on handling too.
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
