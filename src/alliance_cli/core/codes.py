"""Checks client codes, and rejects text that looks like a personal detail."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain

from alliance_cli.core.errors import Refused, WrongUse
from alliance_cli.core.folding import composed, fold
from alliance_cli.translation import N_, NC_, _, _c

CODE_RULE = N_("A client is a code of 1 to 24 letters, digits, - or _, such as J7.")
_CODE = r"[A-Za-z0-9_-]{1,24}"
_NUMBERED = "(?:case|client|patient|person|code|fall|klient(?:in)?|patientin|group|gruppe)"
_LOOKS_LIKE = (
    (r"[^@\s]+@[^@\s]+", NC_("looks like", "an e-mail address")),
    (
        r"(19|20)\d{2}[-_./]?[01]\d[-_./]?[0-3]\d|[0-3]?\d[-_./][01]?\d[-_./](19|20)?\d{2}",
        NC_("looks like", "a date of birth"),
    ),
    (r"[^\W\d_]{2,}([\s.]+[^\W\d_]{2,})+", NC_("looks like", "a full name")),
    (r"[^\W\d_]{3,}([_-][^\W\d_]{3,})+", NC_("looks like", "a full name")),
    (r"[A-Z][a-z]{2,}[A-Z][a-z]{2,}", NC_("looks like", "a full name")),
    (r"[A-Z][a-z]{2,}", NC_("looks like", "a name")),
    # First names as people often shorten them: Maria1, maria-s, j-smith, MARIA. Numbered words such as case-7 are fine.
    (
        rf"(?i)(?!{_NUMBERED}[^A-Za-z]*$)(?:[A-Za-z]{{1,2}}[-_])?[A-Za-z]{{4,15}}[-_]?[A-Za-z0-9]?",
        NC_("looks like", "a name"),
    ),
    (
        r"\d\d[-_./][01]\d[-_./][0-3]\d|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d",
        NC_("looks like", "a date of birth"),
    ),
)

_DIGITS = r"[0-9]+"
_NUMBERS = re.compile(f"({_DIGITS})")
_LONGEST_NUMBER = 6
_DAY_ORDERS = ("dmy", "mdy", "ymd")


def client_code(typed: str, *, insist: bool = False) -> str:
    """Returns the client code in ``typed``; raises WrongUse, or Refused for text that looks like a personal detail.

    ``insist`` accepts a code that merely looks like a name; the allowed characters stay the same. The errors never
    repeat what was typed.
    """
    code = composed(typed.strip())
    if not insist and (what := _identifies(code)):
        rule = _(CODE_RULE)
        if re.fullmatch(_CODE, code):
            rule = _("{rule} If it is a code after all, add --insist.", rule=rule)
        raise Refused(_("That looks like {what}, and clients are kept as codes.", what=_c("looks like", what)), rule)
    if not re.fullmatch(_CODE, code):
        raise WrongUse(_("That is not a client code."), _(CODE_RULE))
    return code


def new_client_code(typed: str, *, insist: bool = False) -> str:
    """The code in ``typed`` for a new client; raises as ``client_code`` does.

    It also refuses a code of digits alone, which looks like a row number, and one that begins like an option. Clients
    who already have such a code keep it.
    """
    code = client_code(typed, insist=insist)
    if code.isdigit():
        raise WrongUse(_("Digits alone read like a row of a list."), _("Put a letter before them, as in J7."))
    if code.startswith("-"):
        raise WrongUse(_("A code that begins with - reads like an option."), _("Begin it with a letter, as in J7."))
    return code


def code_order(code: str) -> tuple[list[str | int], str]:
    """The sort key of a code in a list: numbers within it count by their value, so that C50 comes before C490.

    Case makes no difference, except between codes that are otherwise the same.
    """
    parts: list[str | int] = [*_NUMBERS.split(fold(code))]
    parts[1::2] = map(int, parts[1::2])
    return parts, code


def _identifies(code: str) -> str:
    """The kind of personal detail that the code looks like or seems to contain; empty for none."""
    numbers = [found.group() for found in re.finditer(_DIGITS, code)]
    contained = chain(
        (NC_("looks like", "a date of birth") for number in numbers if _may_be_a_day(number)),
        (NC_("looks like", "a phone number") for number in numbers if len(number) > _LONGEST_NUMBER),
    )
    return next(chain((what for pattern, what in _LOOKS_LIKE if re.fullmatch(pattern, code)), contained), "")


def _may_be_a_day(number: str) -> bool:
    """Whether six or eight digits are a day between 1900 and 2099 in one of the usual orders."""
    return len(number) in (6, 8) and any(_is_a_day(number, order) for order in _DAY_ORDERS)


def _is_a_day(number: str, order: str) -> bool:
    widths = {"d": 2, "m": 2, "y": len(number) - 4}
    parts, at = {}, 0
    for name in order:
        parts[name] = int(number[at : at + widths[name]])
        at += widths[name]
    year = parts["y"] if len(number) == 8 else 2000 + parts["y"]  # a leap year of either century is one of both
    try:
        return 1900 <= date(year, parts["m"], parts["d"]).year < 2100
    except ValueError:
        return False
