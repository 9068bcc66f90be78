"""Says the program's sentences in the chosen language, from a gettext catalogue.

Sentences are marked where they stand in the source, in English. English needs no catalogue and loads nothing. A
catalogue is ``locale/CODE.po``, compiled to ``locale/CODE.mo``; a sentence it lacks is said in English. As in gettext,
one language holds for the whole process, since a person reads one screen.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # the module that has this constant is slow to load
if TYPE_CHECKING:
    from collections.abc import Callable
    from gettext import NullTranslations
    from typing import BinaryIO

CATALOGUES = f"{os.path.dirname(__file__)}/locale"  # noqa: PTH120 - pathlib is slow to load
"""The folder of the catalogues."""
SOURCE = "en"
"""The language of the sentences in the source."""


class _Choice:
    """The language of this process, found when the first sentence is said."""

    def __init__(self) -> None:
        self.find: Callable[[], str] = lambda: SOURCE
        self.code: str | None = None
        self.catalogue: NullTranslations | None = None

    def loaded(self) -> NullTranslations | None:
        if self.code is None:
            self.code = SOURCE  # sentences needed while finding the language are in English
            self.code = self.find()
            self.catalogue = _catalogue(self.code)
        return self.catalogue


_choice = _Choice()


def choose(find: Callable[[], str]) -> None:
    """Take the language from ``find``, called when the first sentence is said; it returns a code such as de."""
    _choice.find, _choice.code, _choice.catalogue = find, None, None


class Speaking:
    """Says sentences in another language inside a ``with`` block, for a person who is not the clinician."""

    def __init__(self, code: str) -> None:
        self._code = code

    def __enter__(self) -> None:
        self._before = _choice.find, _choice.code, _choice.catalogue
        choose(lambda: self._code)

    def __exit__(self, *_raised: object) -> None:
        _choice.find, _choice.code, _choice.catalogue = self._before


def language() -> str:
    """The code of the language in which sentences are said."""
    _choice.loaded()
    return _choice.code or SOURCE


def is_spoken(code: str) -> bool:
    """Whether there is a catalogue of the language."""
    return _catalogue(code) is not None


def _(sentence: str, /, **values: object) -> str:
    """The sentence in the chosen language, each ``{name}`` filled with its value."""
    catalogue = _choice.loaded()
    said = catalogue.gettext(sentence) if catalogue and sentence else sentence
    return said.format(**values) if values else said


def _n(one: str, several: str, count: int, /, **values: object) -> str:
    """The sentence in the plural form that fits the count, which fills ``{count}``."""
    catalogue = _choice.loaded()
    said = catalogue.ngettext(one, several, count) if catalogue else one if count == 1 else several
    return said.format(count=count, **values)


def _c(context: str, sentence: str, /, **values: object) -> str:
    """The sentence if its context decides what it means, such as ``May`` as a month."""
    catalogue = _choice.loaded()
    said = catalogue.pgettext(context, sentence) if catalogue else sentence
    return said.format(**values) if values else said


def N_(sentence: str) -> str:  # noqa: N802  # gettext's own name
    """Marks a constant for the catalogue; ``_`` says it where it is used."""
    return sentence


def NC_(context: str, sentence: str) -> str:  # noqa: N802
    """Marks a constant with its context; ``_c`` says it where it is used."""
    return sentence


def NN_(one: str, several: str) -> tuple[str, str]:  # noqa: N802
    """Marks a constant with its plural form; ``_n(*CONSTANT, count)`` says it where it is used."""
    return one, several


def _catalogue(code: str) -> NullTranslations | None:
    """The catalogue of the language or of the broader one it belongs to; None for English or without a catalogue."""
    for name in dict.fromkeys((code, code.partition("-")[0])):
        if name == SOURCE or not name.replace("-", "").isalnum():
            return None
        try:
            file = open(f"{CATALOGUES}/{name}.mo", "rb")  # noqa: PTH123, SIM115
        except OSError:
            continue
        with file:
            if (found := _read(file)) is not None:
                return found
    return None


def _read(file: BinaryIO) -> NullTranslations | None:
    """The compiled catalogue in a file; None if it is damaged or truncated."""
    from gettext import GNUTranslations
    from struct import error

    try:
        return GNUTranslations(file)
    except (OSError, ValueError, error):
        return None
