"""The languages that prompts and guide are written in, by their codes."""

from __future__ import annotations

import re

from alliance_cli.core.errors import WrongUse

LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
"""What a code looks like: en, de, pt-BR."""

ENGLISH = "en"
"""What is used where nothing is written in the language chosen."""


def is_language(word: str) -> bool:
    """Whether the word is a language's code."""
    return bool(re.fullmatch(LANGUAGE, word))


def language_code(typed: str) -> str:
    """The code; raises WrongUse for what is none."""
    code = typed.strip()
    if not is_language(code):
        raise WrongUse("That is not a language code.", "A code is short, such as en, de or pt-BR.")
    return code


def language_fallbacks(code: str) -> tuple[str, ...]:
    """The language, then the one it is a kind of: pt-BR, pt."""
    return tuple(dict.fromkeys((code, code.partition("-")[0])))
