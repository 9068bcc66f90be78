"""Keeps everything that depends on the inside of Textual: what it reports, and how it leaves and takes the terminal.

Textual shows the values of variables where something fails, and takes the terminal back by itself where the program
continues. The methods that are replaced here are private to it; tests/screen/test_textual_seam.py fails when a version
changes them.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Generic, TextIO, TypeVar

from textual.app import App

from alliance_cli.screen.inputs.pasting import read_input

if sys.platform == "win32":
    from textual.drivers.windows_driver import WindowsDriver as TerminalDriver
else:
    from textual.drivers.linux_driver import LinuxDriver as TerminalDriver

T = TypeVar("T")
Signals = dict[str, Callable[[], object]]
"""What is called on a signal, by its name, between two events."""
_LEFT_BEHIND = ("SIGTSTP", "SIGCONT", "SIGWINCH")
"""Signals that Textual goes on handling when its application has ended."""


class QuietApp(App[T], Generic[T]):
    """An application that says nothing by itself: no report of a failure, no bell, no clipboard, no pointer."""

    def bell(self) -> None:
        """Make no sound."""

    def copy_to_clipboard(self, text: str) -> None:
        """Copy nothing: Textual would send the text to the terminal, and keep it for whoever types next."""

    def put_aside(self) -> None:
        """The program is to stop for now, as by Ctrl-Z."""

    def come_back(self) -> None:
        """The program continues."""

    def panic(self, *renderables: object) -> None:
        """End, and show nothing of what failed."""
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()

    def _set_pointer_shape(self, shape: str) -> None:
        """Leave the pointer as it is."""

    @property
    def failure(self) -> Exception | None:
        """What failed inside, if anything did."""
        return self._exception

    @property
    def terminal(self) -> YieldingDriver | None:
        """The terminal; None where there is none, as in a test."""
        return self._driver if isinstance(self._driver, YieldingDriver) else None


class YieldingDriver(TerminalDriver):
    """Gives the terminal back while the program is stopped, and outlives a terminal that is gone.

    Textual takes the terminal again as soon as the program continues; here the application is asked first.
    """

    _app: QuietApp[Any]

    def __init__(self, app: QuietApp[Any], *, debug: bool = False, mouse: bool = True, size: Any = None) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file: Any = _Unbroken(self._file)
        self._is_away = False

    def _sigtstp_application(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._app.put_aside)

    def _sigcont_application(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._app.come_back)

    def write(self, data: str) -> None:
        if not self._is_away:
            super().write(data)

    def run_input_thread(self) -> None:
        """Read keys until the application ends; only a terminal of a Unix has this thread."""
        read_input(self.fileno, self.exit_event, self.process_message)

    def give_back(self) -> None:
        """Leave the alternate screen and let the terminal be as it was; nothing is shown until ``take``."""
        if not self._is_away:
            self.suspend_application_mode()
            self._is_away = True

    def take(self) -> None:
        """Take the terminal again; in the background the program stops there."""
        self._is_away = False
        self.resume_application_mode()
        self._is_away = self._writer_thread is None or not self._writer_thread.is_alive()

    @property
    def is_there(self) -> bool:
        """Whether the terminal still exists."""
        try:
            import termios
        except ImportError:  # a platform without such terminals
            return True
        try:
            termios.tcgetattr(self.fileno)
        except termios.error:
            return False
        return True


class _Unbroken:
    """A stream to the terminal; what a terminal that is gone does not take is dropped."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._stream.flush()

    def fileno(self) -> int:
        return self._stream.fileno()


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
