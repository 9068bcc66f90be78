"""Cleans a passphrase in the same way wherever it comes from, so that what made a vault can also be typed."""

from __future__ import annotations

import re
import unicodedata

from alliance_cli.core.errors import Locked
from alliance_cli.translation import _, _c

LONGEST = 1024
"""Characters. No keyboard and no terminal is sure to give more in one line."""
_BYTE_ORDER_MARK = "\ufeff"
_NOT_DECODED = "[\ud800-\udfff]"


def clean_passphrase(given: str) -> str:
    """The passphrase without a byte-order mark before it and line ends around it, composed (NFC).

    Raises Locked for an empty one, one that is no text, one with a control character, and a longer one than 1,024
    characters; the sentence repeats nothing of it.
    """
    words = unicodedata.normalize("NFC", given.removeprefix(_BYTE_ORDER_MARK).strip("\r\n"))
    if not words:
        raise Locked(_("The passphrase given is empty."), _("Check the passphrase command or variable."))
    if re.search(_NOT_DECODED, words):
        raise Locked(_("The passphrase given is not UTF-8 text."), _("Check the passphrase command or variable."))
    if any(unicodedata.category(character) == "Cc" for character in words):
        raise Locked(_("A passphrase has no control characters, such as a tab."), _("Leave them out."))
    if len(words) > LONGEST:
        most = f"{LONGEST:,}".replace(",", _c("thousands", ","))
        raise Locked(
            _("A passphrase has at most {count} characters.", count=most),
            _("Four or five words are enough."),
        )
    return words


def is_odd(given: str) -> bool:
    """Whether a passphrase differs from what ``clean_passphrase`` makes of it, or is refused by it.

    Earlier versions took a passphrase from a variable as it was, with its line end. What is empty or no text never
    made a vault.
    """
    if not given.strip(f"\r\n{_BYTE_ORDER_MARK}") or re.search(_NOT_DECODED, given):
        return False
    try:
        return clean_passphrase(given) != unicodedata.normalize("NFC", given)
    except Locked:
        return True
