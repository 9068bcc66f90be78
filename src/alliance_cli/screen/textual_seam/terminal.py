"""A terminal driver that releases the terminal while the program is stopped, and survives its loss."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO

from alliance_cli.screen.textual_seam.pasting import read_input

if sys.platform == "win32":
    from textual.drivers.windows_driver import WindowsDriver as TerminalDriver
else:
    from textual.drivers.linux_driver import LinuxDriver as TerminalDriver

if TYPE_CHECKING:
    from alliance_cli.screen.textual_seam.quiet_app import QuietApp


class YieldingDriver(TerminalDriver):
    """Releases the terminal while the program is stopped, and ignores errors once the terminal is gone.

    Textual takes the terminal back as soon as the program continues; here the application decides.
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
        """Read keys until the application ends; this thread exists only on Unix."""
        read_input(self.fileno, self.exit_event, self.process_message)

    def give_back(self) -> None:
        """Leave the alternate screen and restore the terminal; nothing is drawn until ``take``."""
        if not self._is_away:
            self.suspend_application_mode()
            self._is_away = True

    def take(self) -> None:
        """Enter the alternate screen again; a program in the background is stopped by this."""
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
    """A stream to the terminal that drops its output once the terminal is gone."""

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
