"""Checks client codes and recognises text that looks like a person instead."""

from __future__ import annotations

import re

from alliance_cli.core.errors import Refused, WrongUse

CODE_RULE = "A client is a code of 1 to 24 letters, digits, - or _, such as J7."
_CODE = re.compile(r"[A-Za-z0-9_-]{1,24}")
_NUMBERED = "(?:case|client|patient|person|code|fall|klient(?:in)?|patientin|group|gruppe)"
_LOOKS_LIKE = (
    (re.compile(r"[^@\s]+@[^@\s]+"), "an e-mail address"),
    (
        re.compile(r"(19|20)\d{2}[-_./]?[01]\d[-_./]?[0-3]\d|[0-3]?\d[-_./][01]?\d[-_./](19|20)?\d{2}"),
        "a date of birth",
    ),
    (re.compile(r"[^\W\d_]{2,}([\s.]+[^\W\d_]{2,})+"), "a full name"),
    (re.compile(r"[^\W\d_]{3,}([_-][^\W\d_]{3,})+"), "a full name"),
    (re.compile(r"[A-Z][a-z]{2,}[A-Z][a-z]{2,}"), "a full name"),
    (re.compile(r"[A-Z][a-z]{2,}"), "a name"),
    # First names as people often shorten them: Maria1, maria-s, j-smith, MARIA. Numbered words such as case-7 are fine.
    (
        re.compile(
            rf"(?!{_NUMBERED}[^A-Za-z]*$)(?:[A-Za-z]{{1,2}}[-_])?[A-Za-z]{{4,15}}[-_]?[A-Za-z0-9]?", re.IGNORECASE
        ),
        "a name",
    ),
    (re.compile(r"\d\d[-_./][01]\d[-_./][0-3]\d|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d"), "a date of birth"),
)


def client_code(typed: str, *, insist: bool = False) -> str:
    """Returns the client code in ``typed``; raises WrongUse, or Refused for text that looks like a person.

    ``insist`` accepts a code that only looks like a name; the allowed characters stay the same.
    Neither error repeats what was typed.
    """
    code = typed.strip()
    for pattern, what in _LOOKS_LIKE:
        if not insist and pattern.fullmatch(code):
            way_out = " If it is a code all the same, add --insist." if _CODE.fullmatch(code) else ""
            raise Refused(f"That looks like {what}, and clients are kept as codes.", CODE_RULE + way_out)
    if not _CODE.fullmatch(code):
        raise WrongUse("That is not a client code.", CODE_RULE)
    return code


def new_client_code(typed: str, *, insist: bool = False) -> str:
    """The code in ``typed`` for a client who is still to be opened; raises as ``client_code`` does.

    A code of digits alone, which reads like the row of a list, and one that begins like an option are refused too.
    Clients who have such a code already keep it.
    """
    code = client_code(typed, insist=insist)
    if code.isdigit():
        raise WrongUse("Digits alone read like a row of a list.", "Put a letter before them, as in J7.")
    if code.startswith("-"):
        raise WrongUse("A code that begins with - reads like an option.", "Begin it with a letter, as in J7.")
    return code
