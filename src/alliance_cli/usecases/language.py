"""Decides the language of a run, its prompts and its messages, without loading any library."""

from __future__ import annotations

import os

from alliance_cli.core.language import ENGLISH, is_language, language_fallbacks, usual_form
from alliance_cli.files.home import plain_setting
from alliance_cli.translation import _

TYPE_CHECKING = False  # the module that has this constant is slow to load
if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = "ALLIANCE_LANGUAGE"


def chosen_language(named: str | None, home: str | None) -> str:
    """The language named for this run, or in ALLIANCE_LANGUAGE, or set in the folder ``home``, or English.

    A named language that is not a code is returned as it is; an invalid setting is ignored.
    """
    if named := named or os.environ.get(VARIABLE):
        return usual_form(named)
    code = usual_form(plain_setting(home, "language")) if home else ""
    return code if code and is_language(code) else ENGLISH


def written_language(own: Path, typed: str) -> str:
    """The code of the typed language, or of the wider language it belongs to, if there are texts in it.

    ``own`` is the clinician's folder of prompts. Raises WrongUse, which lists the available languages.
    """
    from alliance_cli.content.folders import languages, shipped_folder
    from alliance_cli.core.errors import WrongUse

    there = languages((own, shipped_folder()))
    for code in language_fallbacks(usual_form(typed)):
        if code in there:
            return code
    raise WrongUse(_("There are no texts in that language. Choose one of: {names}.", names=", ".join(there)))
