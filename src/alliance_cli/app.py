"""Composition root: the one place that knows home, clock, environment, passphrase and screen, and hands them on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from alliance_cli.core.clock import Clock
from alliance_cli.core.errors import Interrupted, Locked, WrongUse
from alliance_cli.terminal.console import Screen

if TYPE_CHECKING:
    from alliance_cli.content.catalog import Catalog
    from alliance_cli.content.shelves import Shelves
    from alliance_cli.core.preferences import Preferences
    from alliance_cli.storage.keys import Key
    from alliance_cli.storage.places import Places
    from alliance_cli.storage.repository import Repository
    from alliance_cli.terminal.lines import Lines

TRIES = 3


def system_clock() -> Clock:
    """The machine's clock in its own time zone."""
    return Clock(lambda: datetime.now().astimezone())


@dataclass
class App:
    """What a command needs, made when it is first asked for."""

    home: Path | None = None
    plain: bool = False
    clock: Clock = field(default_factory=system_clock)
    key: Key | None = None
    """A key that opens the vault without a passphrase; only the demo has one."""
    asked_language: str | None = None
    """The language named on the command line."""
    action: str = ""
    """The command that runs, as words after ``alliance``; empty for ``alliance`` alone."""

    @property
    def on_terminal(self) -> bool:
        """Whether a person can be asked."""
        return sys.stdin.isatty()

    @cached_property
    def screen(self) -> Screen:
        """Where words are shown."""
        plain = self.plain or bool(os.environ.get("ALLIANCE_PLAIN")) or not sys.stdout.isatty()
        return Screen(plain=plain or not sys.stdin.isatty())

    @cached_property
    def lines(self) -> Lines:
        """Where typed lines come from."""
        from alliance_cli.terminal.lines import PipedLines, TerminalLines

        return TerminalLines() if self.on_terminal else PipedLines()

    @cached_property
    def places(self) -> Places:
        """The folder of the vault and of the user's own content."""
        from alliance_cli.storage.places import Places, default_home

        named = os.environ.get("ALLIANCE_HOME")
        home = self.home or (Path(named) if named else default_home())
        return Places(home.expanduser().absolute())

    @cached_property
    def language(self) -> str:
        """The language of prompts and guide: named on the command line, in ALLIANCE_LANGUAGE, or set."""
        from alliance_cli.core.language import language_code

        return language_code(self.asked_language or os.environ.get("ALLIANCE_LANGUAGE") or self.preferences.language)

    @cached_property
    def shelves(self) -> Shelves:
        """All content at hand, the user's own before the shipped."""
        from alliance_cli.content.shelves import Shelves

        shelves = Shelves(self.places.prompts, self.language)
        if not shelves.speaks_it:
            self.screen.say(f"Nothing is written in {self.language} yet, so English is used.")
        return shelves

    @property
    def catalog(self) -> Catalog:
        """The scripts."""
        return self.shelves.catalog

    @property
    def editor(self) -> str | None:
        """The command of the person's editor, where they have named one and it can be used."""
        named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        return named if named and self.on_terminal and sys.stdout.isatty() else None

    @cached_property
    def preferences(self) -> Preferences:
        """The clinician's settings; raises Mistakes for a file that has some."""
        from alliance_cli.core.preferences import Preferences

        if not self.places.config.exists():
            return Preferences({})
        from alliance_cli.content.config_file import read_config

        return read_config(self.places.config)

    @cached_property
    def repository(self) -> Repository:
        """The open vault; asks for the passphrase, and raises NoVault, Locked or VaultTrouble."""
        from alliance_cli.storage.keys import derive
        from alliance_cli.storage.repository import Repository
        from alliance_cli.storage.vault import Vault, salt_of

        path = self.places.vault
        salt = salt_of(path)
        if self.key is not None:
            return Repository(Vault.open(path, self.key), self.clock)
        wrong = Locked("The vault is locked, and no passphrase was given.", "Set ALLIANCE_PASSPHRASE_COMMAND.")
        for passphrase in self.passphrases():
            try:
                return Repository(Vault.open(path, derive(passphrase, salt)), self.clock)
            except Locked as locked:
                wrong = locked
        raise wrong

    def create_vault(self) -> None:
        """Make the folder and a new vault in it; raises Refused where one is already."""
        from alliance_cli.storage.keys import derive, new_salt
        from alliance_cli.storage.vault import Vault

        self.places.refuse_second_vault()
        key = self.key or derive(self._new_passphrase(), new_salt())
        self.places.make_home()
        Vault.create(self.places.vault, key).close()

    def passphrases(self, again: str = "That is not it. Passphrase: ", *, ask: bool = False) -> Iterator[str]:
        """What may open a vault: the passphrase that is given, or what is typed, ``again`` after the first.

        With ``ask`` a person is asked also after one was given.
        """
        given = self._given_passphrase()
        if given is not None:
            yield given
            if not ask:
                return
        for attempt in range(TRIES):
            typed = self._ask("Passphrase: " if attempt == 0 and given is None else again)
            if typed is None:
                return
            yield typed

    def _new_passphrase(self) -> str:
        given = self._given_passphrase()
        if given is not None:
            return given
        for _ in range(TRIES):
            typed, again = self._ask("Choose a passphrase: "), self._ask("The same once more: ")
            if typed is None:
                raise Locked("A new vault needs a passphrase.", "Run alliance init on a terminal.")
            if typed and typed == again:
                return typed
            self.screen.say("The two differ." if typed else "It cannot be empty.")
        raise Interrupted("No vault was made.", "Try again with: alliance init")

    def _given_passphrase(self) -> str | None:
        command = os.environ.get("ALLIANCE_PASSPHRASE_COMMAND")
        given = _first_line(command) if command else os.environ.get("ALLIANCE_PASSPHRASE")
        if given == "":
            raise Locked("The passphrase given is empty.", "Check the passphrase command or variable.")
        return given

    def _ask(self, prompt: str) -> str | None:
        from alliance_cli.terminal.secret import ask_passphrase

        return ask_passphrase(prompt)


def _first_line(command: str) -> str:
    """The first line the passphrase command prints; what it says on stderr reaches the person as it is.

    It may ask a person at the terminal, and must not read from a pipe: what comes there are answers.
    """
    import shlex
    import subprocess

    try:
        words = shlex.split(command)
    except ValueError:
        raise WrongUse("ALLIANCE_PASSPHRASE_COMMAND has an unclosed quote.") from None
    try:
        stdin = None if sys.stdin.isatty() else subprocess.DEVNULL
        ran = subprocess.run(  # noqa: S603 - the user's own
            words, stdin=stdin, stdout=subprocess.PIPE, check=True
        )
        line = ran.stdout.partition(b"\n")[0].removesuffix(b"\r")
        return line.decode()
    except (OSError, subprocess.CalledProcessError, IndexError, UnicodeDecodeError):
        raise Locked("The passphrase command failed.", "Run it by hand to see why.") from None
