"""Cleans a passphrase in the same way wherever it comes from, so that every passphrase of a vault can be typed."""

from __future__ import annotations

import re
import unicodedata

from alliance_cli.core.errors import Locked
from alliance_cli.translation import _, _c

LONGEST = 1024
"""The most characters of a passphrase, since not every terminal passes on more in one line."""
_BYTE_ORDER_MARK = "\ufeff"
_NOT_DECODED = "[\ud800-\udfff]"


def clean_passphrase(given: str) -> str:
    """The passphrase in composed form (NFC), without a byte-order mark and line ends around it.

    Raises Locked for a passphrase that is empty, not text, longer than 1,024 characters, or has a control character;
    the sentence repeats nothing of it.
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
    """Whether ``clean_passphrase`` changes or refuses a passphrase with which a vault may have been made.

    Earlier versions took a passphrase from a variable unchanged, with its line end. No vault was ever made with one
    that is empty or not text.
    """
    if not given.strip(f"\r\n{_BYTE_ORDER_MARK}") or re.search(_NOT_DECODED, given):
        return False
    try:
        return clean_passphrase(given) != unicodedata.normalize("NFC", given)
    except Locked:
        return True
