"""Decides the language of a run, of its prompts and of what it says; no library is loaded for it."""

from __future__ import annotations

import os

from alliance_cli.core.language import ENGLISH, is_language
from alliance_cli.files.home import plain_setting

VARIABLE = "ALLIANCE_LANGUAGE"


def chosen_language(named: str | None, home: str | None) -> str:
    """What was named for this run, else in ALLIANCE_LANGUAGE, else set in the folder ``home``, else English.

    A code that was named comes as it was typed; one that is set but is none is passed over.
    """
    if named := named or os.environ.get(VARIABLE):
        return named.strip()
    code = plain_setting(home, "language") if home else ""
    return code if code and is_language(code) else ENGLISH
