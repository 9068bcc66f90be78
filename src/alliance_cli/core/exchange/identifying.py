"""Warns of dates, e-mail addresses and names in a text. It matches patterns, so it can miss some."""

from __future__ import annotations

import re
from itertools import pairwise

from alliance_cli.core.exchange.normalised import NormalisedText
from alliance_cli.translation import NC_, _c

_MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|march|märz|apr(?:il)?|ma[yi]|jun[ei]?|jul[yi]?|aug(?:ust)?|sept?(?:ember)?"
    r"|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)"
)
_DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\s?\d{1,2}[-/.]\s?(?:(?:19|20)?\d\d)?)(?!\d)"
    rf"|\b\d{{1,2}}(?:\.|st|nd|rd|th)?\s(?:of\s)?{_MONTH}\b|\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
"""Matches a digit; every date that the patterns find contains one."""
_E_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herrn?|Frau)\b\.?\s+[A-ZÀ-ÖØ-Þ]")
_CAPITALISED = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_COMMON = """
a an and as at but by for from he her his i if in is it its my no not on or our she so that the their then there they
this to was we what when where which who why with yes you your how after before did do does can could should would
aber als am an auf aus bei bin da dann das dass dem den der die dies diese dieser ein eine einem einen einer er es
für hat ich ihm ihr ihre ihrem im in ist kein mein meine mit nach nicht ob sein seine sie sind so um und uns unser
vom von vor war warum was weil wenn wer wie wir wo zu zum zur anfang mitte ende
"""
"""Words that often begin sentences and are rarely names."""
_NOT_NAMES = frozenset(_COMMON.split())
_CALENDAR = re.compile(
    rf"{_MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch",
    re.IGNORECASE,
)


def identifying_hints(text: str) -> tuple[str, ...]:
    """Returns the kinds of identifying text that seem to be present, such as ``a date`` or ``a full name``."""
    text = NormalisedText(text).text
    found = {
        NC_("looks like", "a date"): _DATE.search(text) is not None,
        NC_("looks like", "an e-mail address"): _E_MAIL.search(text) is not None,
        NC_("looks like", "a full name"): _TITLED.search(text) is not None or _has_name(text),
    }
    return tuple(_c("looks like", kind) for kind, there in found.items() if there)


def dates_in(text: str) -> tuple[str, ...]:
    """Returns the dates in a text as they were written, each on one line."""
    if text.isascii() and _DIGIT.search(text) is None:
        return ()  # true of most texts
    normal = NormalisedText(text).text
    if _DIGIT.search(normal) is None:
        return ()
    return tuple(" ".join(found.group().split()) for found in _DATE.finditer(normal))


def _has_name(text: str) -> bool:
    """Whether two capitalised words follow each other, separated by spaces only, and neither is a common word."""
    words = list(_CAPITALISED.finditer(text))
    return any(
        _like_a_name(one.group()) and _like_a_name(other.group()) and text[one.end() : other.start()].isspace()
        for one, other in pairwise(words)
    )


def _like_a_name(word: str) -> bool:
    cased = word[0].isupper() and any(letter.islower() for letter in word)
    return cased and word.casefold() not in _NOT_NAMES and _CALENDAR.fullmatch(word) is None
