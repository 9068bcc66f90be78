"""All content in one language: scripts, instruments, the guide, and the clinician's copies of shipped files."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from alliance_cli.content import folders
from alliance_cli.content.catalog import Catalog
from alliance_cli.content.copies import Copies
from alliance_cli.content.instruments import Instruments
from alliance_cli.content.library import Library
from alliance_cli.core.language import language_fallbacks


class ContentStore:
    """Content in ``own``, the clinician's folder, before content that ships."""

    def __init__(self, own: Path, language: str) -> None:
        self._own = own
        self._language = language
        self._looked_in = folders.in_order(own, folders.shipped_folder(), language)

    @property
    def speaks_it(self) -> bool:
        """Whether anything at all is written in the language."""
        return not self.languages.isdisjoint(language_fallbacks(self._language))

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages in which something is written."""
        return frozenset(folders.languages((self._own, folders.shipped_folder())))

    @cached_property
    def catalog(self) -> Catalog:
        return Catalog(self._looked_in)

    @cached_property
    def instruments(self) -> Instruments:
        return Instruments(self._looked_in)

    @cached_property
    def library(self) -> Library:
        return Library(self._looked_in)

    @cached_property
    def copies(self) -> Copies:
        return Copies(self._own, folders.shipped_folder(), self._language)
