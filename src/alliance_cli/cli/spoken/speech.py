"""Chooses the language in which a run says its sentences, from the words of its command line."""

from __future__ import annotations

import os
from collections.abc import Sequence

from alliance_cli import translation
from alliance_cli.cli.words import value_of

HOME = "ALLIANCE_HOME"


def speak(arguments: Sequence[str], language: str | None = None, home: str | None = None) -> None:
    """Find the language once something is said; ``language`` and ``home`` hold where the arguments name none."""

    def find() -> str:
        from alliance_cli.usecases.language import chosen_language

        return chosen_language(value_of("--language", arguments) or language, _folder(arguments, home))

    translation.choose(find)


def hint_of_another() -> str:
    """How to choose the language of the machine, said in it; empty where it is spoken already or has no catalogue."""
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    code = named.partition(".")[0].partition("_")[0]
    if translation.language() != translation.SOURCE or not translation.is_spoken(code):
        return ""
    translation.choose(lambda: code)
    said = translation._("This program speaks your language: alliance config set language {code}", code=code)
    translation.choose(lambda: translation.SOURCE)
    return said


def stop_speaking() -> None:
    """Say English again, for whoever runs the program inside another."""
    translation.choose(lambda: translation.SOURCE)


def _folder(arguments: Sequence[str], home: str | None) -> str | None:
    """The folder of the settings; None for an account without a home folder, which is told once that is needed."""
    from alliance_cli.files.home import usual_home

    try:
        return value_of("--home", arguments) or home or os.environ.get(HOME) or usual_home()
    except RuntimeError:
        return None
