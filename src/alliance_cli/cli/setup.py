"""Sets up a run from environment and options: the container of use cases and the line front."""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from alliance_cli.cli.ahead import VAULT, load_ahead
from alliance_cli.cli.local_zone import LOCAL_ZONE
from alliance_cli.cli.spoken import speech
from alliance_cli.core.clock import Clock
from alliance_cli.core.errors import WrongUse
from alliance_cli.line.output.console import Screen
from alliance_cli.translation import _, _n

if TYPE_CHECKING:
    from rich.console import RenderableType

    from alliance_cli.cli.full_screen.window import Window
    from alliance_cli.cli.locking import ProcessLock
    from alliance_cli.core.walk.script import Phase
    from alliance_cli.line.front import LineFront
    from alliance_cli.line.input.lines import Lines
    from alliance_cli.storage.file.keys import Key
    from alliance_cli.storage.file.vault import Vault
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.exchange.watched import Watch

LINE_BY_LINE = "ALLIANCE_LINE"
"""The environment variable that turns the full screen off for one terminal."""
LOCKED = "ALLIANCE_LOCKED"
"""The environment variable of a locked start. Its value is the number under which the vault stores where to resume."""


def system_clock() -> Clock:
    """Return the machine's clock in the local time zone."""
    return Clock(lambda: datetime.now(UTC).astimezone(LOCAL_ZONE))


class Program(Struct, dict=True):
    """One run of the program: its options, the container for use cases, and the line front.

    ``key`` opens the vault without a passphrase; only the demo has one. ``action`` is the running command as typed
    after ``alliance``, empty for ``alliance`` alone. ``opened`` is the open vault of a day, for the commands inside it.
    ``follows`` is the client and the next phase after a finished walk of today. ``window`` is the alternate screen of a
    day on the full screen.
    """

    home: Path | None = None
    plain: bool = False
    clock: Clock = field(default_factory=system_clock)
    key: Key | None = None
    named_language: str | None = None
    action: str = ""
    opened: Vault | None = None
    follows: tuple[str, Phase] | None = None
    window: Window | None = None

    def runs(self, action: str) -> None:
        """Note which command runs now; a resumed program runs several."""
        self.action = action
        if "app" in self.__dict__:
            self.app.action = action

    def inside(self) -> Program:
        """Return the program for one command of a day: everything is new except the open vault."""
        opened, window = self.app.vault, self.window
        return Program(self.home, self.plain, self.clock, None, self.named_language, opened=opened, window=window)

    def take_window(self, window: Window) -> None:
        """Use this alternate screen for this run and the commands inside it."""
        self.window = self.screen.window = window

    def take_options(self, *, home: str | None, plain: bool, language: str | None) -> None:
        """Apply the options of a command inside a day; raises WrongUse for another home."""
        if home is not None:
            raise WrongUse(
                _("--home does not work inside a day, because its vault is already open."), _("End the day first: q")
            )
        self.plain = self.plain or plain
        self.named_language = language or self.named_language

    @property
    def speaks(self) -> tuple[str | None, str | None]:
        """The language and the home folder named for this run."""
        return self.named_language, str(self.home) if self.home else None

    @property
    def on_terminal(self) -> bool:
        """Whether input comes from a terminal, so that a person can answer questions."""
        return sys.stdin.isatty()

    @cached_property
    def screen(self) -> Screen:
        """The screen that text is written to."""
        heard = self.plain or bool(os.environ.get("ALLIANCE_PLAIN")) or self._is_plain_for_good
        return Screen(plain=heard or not sys.stdout.isatty() or not sys.stdin.isatty(), heard=heard, window=self.window)

    @property
    def _is_plain_for_good(self) -> bool:
        """Whether the settings ask for plain output; read before any output and without the vault."""
        from alliance_cli.files.home import plain_setting, usual_home

        with suppress(RuntimeError):  # an account without a home folder; reported once the folder is needed
            return plain_setting(str(self.home or os.environ.get(speech.HOME) or usual_home()), "screen.plain") == "on"
        return False

    @cached_property
    def lines(self) -> Lines:
        """The source of typed lines: a terminal or a pipe."""
        if not self.on_terminal:
            from alliance_cli.line.input.lines import PipedLines

            return PipedLines()
        from alliance_cli.line.input.terminal import TerminalLines

        return TerminalLines(self.screen, self.guard)

    def drop_typed_ahead(self) -> None:
        """Drop lines typed ahead after the last question of a command.

        They may be answers, and the shell would put them into its history.
        """
        lines: Lines | None = self.__dict__.get("lines")
        if lines is None or not lines.interactive:
            return
        from alliance_cli.line.input.keys import drop_typed_ahead

        if count := drop_typed_ahead():
            says = _n(
                "{count} line typed ahead of a question was dropped. Nothing of it is kept.",
                "{count} lines typed ahead of a question were dropped. Nothing of them is kept.",
                count,
            )
            self.screen.say(says)

    @cached_property
    def front(self) -> LineFront:
        """The front that asks questions and shows results line by line."""
        from alliance_cli.line.front import LineFront

        def patience() -> float:
            return self.guard.seconds if self.app.holds_key else 0

        def is_private() -> bool:
            return self.app.settings.screen.private == "on"

        return LineFront(
            self.screen, lambda: self.lines, interactive=self.on_terminal, patience=patience, is_private=is_private
        )

    @cached_property
    def app(self) -> App:
        """The container that is passed to use cases."""
        from alliance_cli.files.paths import typed_path
        from alliance_cli.storage.file.places import Places, default_home
        from alliance_cli.usecases.app import App

        named = os.environ.get(speech.HOME)
        home = self.home or named or default_home()
        app = App(Places(typed_path(home)), self.clock, self._unlock, self.screen.say, self.key, self.named_language)
        app.action = self.action
        if self.opened is not None:
            app.vault = self.opened
        return app

    def show_long(self, result: RenderableType, *, no_pager: bool = False) -> None:
        """Show a result; one longer than the window goes through a pager if the terminal can run one."""
        if no_pager or self.screen.plain or self.window:
            self.screen.show(result)
            return
        from alliance_cli.line.output.pager import find_pager

        self.screen.show_long(result, find_pager(lambda: self.guard.seconds))

    @property
    def editor(self) -> str | None:
        """The command in VISUAL or EDITOR; None if there is none, or no terminal for it."""
        named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not (named and self.on_terminal and sys.stdout.isatty()):
            return None
        self.screen.asks()
        return named

    def _unlock(self, app: App) -> Vault:
        from alliance_cli.usecases.vault.unlocking import open_and_look

        load_ahead(*VAULT)
        return open_and_look(app, self.front, self._watching)

    def _watching(self) -> AbstractContextManager[Watch]:
        from alliance_cli.line.output.progress import progress_bar

        return progress_bar(self.screen)

    @property
    def takes_full_screen(self) -> bool:
        """Whether walks use the full screen: the terminal is large enough, and line by line was not chosen."""
        if self.screen.plain or os.environ.get(LINE_BY_LINE) or os.environ.get("TERM", "dumb") in ("dumb", "unknown"):
            return False
        from alliance_cli.screen import LEAST_COLUMNS, LEAST_ROWS

        columns, rows = self.screen.columns, self.screen.rows or 0
        large = columns >= LEAST_COLUMNS and rows >= LEAST_ROWS
        return large and sys.stderr.isatty() and self.app.settings.screen.full == "on"

    @cached_property
    def guard(self) -> ProcessLock:
        """The idle lock of this run."""
        from alliance_cli.cli.locking import ProcessLock

        return ProcessLock(self)
