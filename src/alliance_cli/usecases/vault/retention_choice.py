"""Asks once how long clients' files are kept, because local law decides that and the program assumes nothing."""

from __future__ import annotations

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.settings.sections import RetentionSettings
from alliance_cli.translation import _
from alliance_cli.usecases.app import App
from alliance_cli.usecases.front import Front

NAME = "retention.years"
"""The setting that holds the answer."""
_SUGGESTED = {"de": 10}
"""Years by language, if they differ from the default: § 630f BGB requires ten in Germany."""


def suggested_years(language: str) -> int:
    """The years that Enter takes at a terminal: 10 in German, 7 otherwise."""
    return _SUGGESTED.get(language.partition("-")[0], RetentionSettings().years)


def is_decided(app: App) -> bool:
    """Whether the clinician has said how long files are kept."""
    return NAME in app.settings.values


def ask_years(app: App, front: Front, named: str | None) -> int | None:
    """The years a file is kept, from 1 to 100: those ``named``, or those a person enters.

    None if they are set already, or if nobody can be asked; a pipe is never read for it. Raises WrongUse for years
    that do not fit.
    """
    from alliance_cli.core.settings.settings import read_setting

    if named is not None:
        return int(read_setting(NAME, named))
    if not front.interactive or is_decided(app):
        return None
    years = suggested_years(app.language)
    question = _("For how many years after its last entry is a client's file kept? Enter takes {years}.", years=years)
    fits = _(
        "Type a number of years from 1 to 100. The law where you work says how long you must keep files. "
        "Nothing is erased by itself."
    )
    return front.choose(question, (), _typed_years, fits) or years


def _typed_years(typed: str) -> int:
    """The typed years; raises WrongUse without the setting's name, which the person does not know yet."""
    from alliance_cli.core.settings.settings import read_setting

    try:
        return int(read_setting(NAME, typed))
    except WrongUse:
        raise WrongUse(_("That does not fit.")) from None
