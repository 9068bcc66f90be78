"""Reads the codes of the languages in which prompts and guide are written."""

from __future__ import annotations

from alliance_cli.translation import _

LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
"""The pattern of a language code: en, de, pt-BR."""

ENGLISH = "en"
"""The language used where no content exists in the chosen one."""


def is_language(word: str) -> bool:
    """Whether the word is a language code."""
    import re

    return bool(re.fullmatch(LANGUAGE, word))


def language_code(typed: str) -> str:
    """Returns the language code that was typed; raises WrongUse for anything else."""
    from alliance_cli.core.errors import WrongUse

    code = typed.strip()
    if not is_language(code):
        raise WrongUse(_("That is not a language code."), _("A code is short, such as en, de or pt-BR."))
    return code


def language_fallbacks(code: str) -> tuple[str, ...]:
    """Returns the language, then the broader one it belongs to: pt-BR, pt."""
    return tuple(dict.fromkeys((code, code.partition("-")[0])))
