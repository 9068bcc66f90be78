"""An application that says nothing by itself; Textual shows the values of variables where something fails."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from textual.app import App
from textual.screen import Screen

from alliance_cli.screen.textual_seam.terminal import YieldingDriver

T = TypeVar("T")


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
    def _background_screens(self) -> list[Screen[Any]]:
        """None: only the screen on top is drawn, so a clock below it neither writes to the terminal nor draws for ever.

        A screen that comes back on top is laid out for the size that the window has then.
        """
        return []

    @property
    def is_left(self) -> bool:
        """Whether the end was asked for; it comes after everything that happened before."""
        return self._exit

    @property
    def failure(self) -> Exception | None:
        """What failed inside, if anything did."""
        return self._exception

    @property
    def terminal(self) -> YieldingDriver | None:
        """The terminal; None where there is none, as in a test."""
        return self._driver if isinstance(self._driver, YieldingDriver) else None
