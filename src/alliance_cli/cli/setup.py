"""Composition root: the one place that knows home, clock, environment, passphrase and screen, and hands them on."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from alliance_cli.core.clock import Clock
from alliance_cli.line.console import Screen

if TYPE_CHECKING:
    from alliance_cli.content.catalog import Catalog
    from alliance_cli.content.store import ContentStore
    from alliance_cli.core.preferences import Preferences
    from alliance_cli.line.lines import Lines
    from alliance_cli.storage.file.keys import Key
    from alliance_cli.storage.file.places import Places
    from alliance_cli.storage.file.remembered import RememberedKey
    from alliance_cli.storage.file.vault import Vault
    from alliance_cli.storage.repository import Repository
    from alliance_cli.usecases.vault.idle_lock import IdleLock
    from alliance_cli.usecases.vault.unlocking import Unlocking


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
        from alliance_cli.line.lines import PipedLines, TerminalLines

        return TerminalLines(self.screen, self.idle_lock) if self.on_terminal else PipedLines()

    @cached_property
    def idle_lock(self) -> IdleLock:
        """Locks the vault while nobody types."""
        from alliance_cli.usecases.vault.idle_lock import IdleLock

        return IdleLock(
            lambda: None if self.key else self.__dict__.get("vault"),
            lambda: self.preferences.lock.after,
            lambda vault: self.unlocking.reopen(vault),
        )

    @cached_property
    def places(self) -> Places:
        """The folder of the vault and of the user's own content."""
        from alliance_cli.storage.file.places import Places, default_home

        named = os.environ.get("ALLIANCE_HOME")
        home = self.home or (Path(named) if named else default_home())
        return Places(home.expanduser().absolute())

    @cached_property
    def language(self) -> str:
        """The language of prompts and guide: named on the command line, in ALLIANCE_LANGUAGE, or set."""
        from alliance_cli.core.language import language_code

        return language_code(self.asked_language or os.environ.get("ALLIANCE_LANGUAGE") or self.preferences.language)

    @cached_property
    def content(self) -> ContentStore:
        """All content at hand, the user's own before the shipped."""
        from alliance_cli.content.store import ContentStore

        store = ContentStore(self.places.prompts, self.language)
        if not store.speaks_it:
            self.screen.say(f"Nothing is written in {self.language} yet, so English is used.")
        return store

    @property
    def catalog(self) -> Catalog:
        """The scripts."""
        return self.content.catalog

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
        from alliance_cli.content.readers.config_file import read_config

        return read_config(self.places.config)

    @cached_property
    def remembered(self) -> RememberedKey:
        """The key in the keyring of the operating system, where the clinician asked for it."""
        from alliance_cli.storage.file.remembered import RememberedKey

        return RememberedKey(self.places.remembered)

    @cached_property
    def unlocking(self) -> Unlocking:
        """The way into the vault."""
        from alliance_cli.usecases.vault.unlocking import Unlocking

        return Unlocking(self.places.vault, self.remembered, self.screen.write)

    @cached_property
    def vault(self) -> Vault:
        """The open vault; asks for the passphrase, and raises NoVault, Locked or VaultTrouble."""
        from alliance_cli.storage.file.vault import Vault

        return self.unlocking.open() if self.key is None else Vault.open(self.places.vault, self.key)

    @cached_property
    def repository(self) -> Repository:
        """What the vault holds; opens it, as ``vault`` does."""
        from alliance_cli.storage.repository import Repository

        return Repository(self.vault, self.clock)

    def create_vault(self) -> None:
        """Make the folder and a new vault in it; raises Refused where one is already."""
        from alliance_cli.storage.file.keys import derive, new_salt
        from alliance_cli.storage.file.vault import Vault
        from alliance_cli.usecases.vault.passphrases import first_passphrase

        self.places.refuse_second_vault()
        key = self.key or derive(first_passphrase(self.screen.say), new_salt())
        self.places.make_home()
        Vault.create(self.places.vault, key).close()
