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
_UNSEEN = ("Cc", "Cf", "Zl", "Zp")
"""Unicode's categories of control and format characters and of ends of lines and paragraphs."""
_JOINERS = "\u200c\u200d"
"""Format characters that keyboards have: Persian ones, and those with emoji."""


def clean_passphrase(given: str) -> str:
    """The passphrase in composed form (NFC), without a byte-order mark and line ends around it.

    Raises Locked for a passphrase that is empty, not text, longer than 1,024 characters, or has a control character or
    one that cannot be seen, such as a web page may add; the sentence repeats nothing of it.
    """
    words = unicodedata.normalize("NFC", given.removeprefix(_BYTE_ORDER_MARK).strip("\r\n"))
    if not words:
        raise Locked(_("The passphrase given is empty."), _("Check the passphrase command or variable."))
    if re.search(_NOT_DECODED, words):
        raise Locked(_("The passphrase given is not UTF-8 text."), _("Check the passphrase command or variable."))
    if any(unicodedata.category(character) in _UNSEEN for character in words if character not in _JOINERS):
        raise Locked(
            _("A passphrase has no control characters, such as a tab, and none that cannot be seen."),
            _("Leave them out."),
        )
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
