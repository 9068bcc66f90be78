"""An application without Textual's own output; Textual's error reports show the values of variables."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from textual.app import App
from textual.screen import Screen

from alliance_cli.screen.textual_seam.terminal import YieldingDriver

T = TypeVar("T")


class QuietApp(App[T], Generic[T]):
    """An application without error reports, bell, clipboard access or changes of the mouse pointer."""

    def bell(self) -> None:
        """Make no sound."""

    def copy_to_clipboard(self, text: str) -> None:
        """Copy nothing: Textual would send the text to the terminal, and keep it for the next person who types."""

    def put_aside(self) -> None:
        """Called when the program is to be stopped, as by Ctrl-Z."""

    def come_back(self) -> None:
        """Called when the program continues."""

    def panic(self, *renderables: object) -> None:
        """End without showing the failure."""
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()

    def _set_pointer_shape(self, shape: str) -> None:
        """Leave the pointer unchanged."""

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """Empty: only the top screen is drawn. A clock below it would keep writing to the terminal.

        A screen that returns to the top is laid out for the window's size at that time.
        """
        return []

    @property
    def is_left(self) -> bool:
        """Whether the application was asked to end; pending events are still handled first."""
        return self._exit

    @property
    def failure(self) -> Exception | None:
        """The exception raised inside, if any."""
        return self._exception

    @property
    def terminal(self) -> YieldingDriver | None:
        """The driver of the terminal; None without a terminal, as in a test."""
        return self._driver if isinstance(self._driver, YieldingDriver) else None
