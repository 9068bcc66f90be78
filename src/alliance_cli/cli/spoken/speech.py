"""Chooses the language of a run from its command line, environment and settings."""

from __future__ import annotations

import os
from collections.abc import Sequence

from alliance_cli import translation
from alliance_cli.cli.words import value_of

HOME = "ALLIANCE_HOME"


def speak(arguments: Sequence[str], language: str | None = None, home: str | None = None) -> None:
    """Choose the language at the first sentence; ``language`` and ``home`` apply if the arguments name none."""

    def find() -> str:
        from alliance_cli.usecases.language import chosen_language

        return chosen_language(value_of("--language", arguments) or language, _folder(arguments, home))

    translation.choose(find)


def hint_of_another() -> str:
    """Say how to choose the machine's language, in that language; empty if it is in use or has no catalogue."""
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    code = named.partition(".")[0].partition("_")[0]
    if translation.language() != translation.SOURCE or not translation.is_spoken(code):
        return ""
    translation.choose(lambda: code)
    said = translation._("This program speaks your language: alliance config set language {code}", code=code)
    translation.choose(lambda: translation.SOURCE)
    return said


def stop_speaking() -> None:
    """Return to English, for callers that run the program in their own process."""
    translation.choose(lambda: translation.SOURCE)


def _folder(arguments: Sequence[str], home: str | None) -> str | None:
    """Return the folder of the settings; None for an account without a home folder, which is reported later."""
    from alliance_cli.files.home import usual_home

    try:
        return value_of("--home", arguments) or home or os.environ.get(HOME) or usual_home()
    except RuntimeError:
        return None
