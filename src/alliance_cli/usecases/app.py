"""Holds what use cases need: home, clock, settings, content and the open vault, each made on first use."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from alliance_cli.core.clock import Clock
from alliance_cli.files.paths import is_taken
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.content.catalog import Catalog
    from alliance_cli.content.store import ContentStore
    from alliance_cli.core.settings.settings import Settings
    from alliance_cli.storage.file.keys import Key
    from alliance_cli.storage.file.places import Places
    from alliance_cli.storage.file.remembered import RememberedKey
    from alliance_cli.storage.file.vault import Vault
    from alliance_cli.storage.repository import Repository


class App(Struct, dict=True):
    """The container that every use case receives.

    ``unlock`` opens the vault and asks a person if needed; it raises NoVault, Locked or VaultTrouble. ``notify``
    takes a sentence for the person. ``key`` opens the vault without a passphrase; only the demo has one.
    ``named_language`` is the language given on the command line. ``action`` names the running command for the access
    log; it is empty for the list of due items.
    """

    places: Places
    clock: Clock
    unlock: Callable[[App], Vault]
    notify: Callable[[str], None]
    key: Key | None = None
    named_language: str | None = None
    action: str = ""
    holds_key: bool = False
    """Whether a key exists outside of the open vault, so that every further question is locked."""

    @cached_property
    def language(self) -> str:
        """The language of prompts and guide; raises WrongUse if the named language is not a code."""
        from alliance_cli.core.language import language_code
        from alliance_cli.usecases.language import chosen_language

        return language_code(chosen_language(self.named_language, str(self.places.home)))

    @cached_property
    def content(self) -> ContentStore:
        """All content, the clinician's own before the shipped."""
        from alliance_cli.content.store import ContentStore

        self.settings  # noqa: B018 - a mistake in the settings is told before the first question
        content = ContentStore(self.places.prompts, self.language, self.notify)
        if not content.speaks_it:
            self.notify(_("There are no texts in {language} yet, so English is used.", language=self.language))
        return content

    @property
    def catalog(self) -> Catalog:
        """The scripts and instruments."""
        return self.content.catalog

    @cached_property
    def settings(self) -> Settings:
        """The clinician's settings. If their file has mistakes, the person is told and shipped values are used."""
        from alliance_cli.core.settings.settings import Settings

        if not is_taken(self.places.config):
            return Settings({})
        from alliance_cli.content.readers.config_file import usable_config

        return usable_config(self.places.config, self.notify)

    @cached_property
    def remembered(self) -> RememberedKey:
        """The key in the keyring of the operating system, if the clinician asked for it."""
        from alliance_cli.storage.file.remembered import RememberedKey

        return RememberedKey(self.places.remembered)

    @cached_property
    def vault(self) -> Vault:
        """The open vault; raises NoVault, Locked or VaultTrouble."""
        from alliance_cli.storage.file.vault import Vault

        return self.unlock(self) if self.key is None else Vault.open(self.places.vault, self.key)

    @property
    def open_vault(self) -> Vault | None:
        """The vault if it is already open, else None."""
        return self.__dict__.get("vault")

    @cached_property
    def repository(self) -> Repository:
        """What the vault holds; opens the vault as ``vault`` does."""
        from alliance_cli.storage.repository import Repository

        return Repository(self.vault, self.clock)
