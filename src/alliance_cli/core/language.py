"""Reads the language codes of the prompts and the guide."""

from __future__ import annotations

from alliance_cli.translation import _

LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
"""The pattern of a language code: en, de, pt-BR."""

ENGLISH = "en"
"""The language used if no content exists in the chosen one."""

_OWN_NAMES = {
    **{"cs": "Čeština", "da": "Dansk", "de": "Deutsch", "en": "English", "es": "Español", "fi": "Suomi"},
    **{"fr": "Français", "hu": "Magyar", "it": "Italiano", "nb": "Norsk bokmål", "nl": "Nederlands", "pl": "Polski"},
    **{"pt": "Português", "ro": "Română", "ru": "Русский", "sv": "Svenska", "tr": "Türkçe", "uk": "Українська"},
}


def own_name(code: str) -> str:
    """A language's own name, followed by its region or script; the code if the name is unknown."""
    language, _dash, more = code.partition("-")
    name = _OWN_NAMES.get(language, "")
    return f"{name} ({more})" if name and more else name or code


def is_language(word: str) -> bool:
    """Whether the word is a language code."""
    import re

    return bool(re.fullmatch(LANGUAGE, word))


def usual_form(typed: str) -> str:
    """Writes a language tag as a code: DE as de, de_at.UTF-8 as de-AT, zh-HANS as zh-Hans (RFC 5646, 2.1.1).

    Text that is not a language tag does not become a code.
    """
    language, *rest = typed.strip().partition(".")[0].partition("@")[0].replace("_", "-").split("-")
    return "-".join((language.lower(), *map(_subtag, rest)))


def _subtag(typed: str) -> str:
    return {2: typed.upper(), 4: typed.title()}.get(len(typed), typed.lower())


def language_code(typed: str) -> str:
    """Returns the code of a language typed in any usual form; raises WrongUse for text that is not a language tag."""
    from alliance_cli.core.errors import WrongUse

    code = usual_form(typed)
    if not is_language(code):
        raise WrongUse(_("That is not a language code."), _("A code is short, such as en, de or pt-BR."))
    return code


def language_fallbacks(code: str) -> tuple[str, ...]:
    """Returns the language, followed by the broader one it belongs to: pt-BR, pt."""
    return tuple(dict.fromkeys((code, code.partition("-")[0])))
