"""Normalises passphrases from every source in the same way, so any vault's passphrase can be typed."""

from __future__ import annotations

import re
import unicodedata

from alliance_cli.core.errors import Locked
from alliance_cli.translation import _, _c

LONGEST = 1024
"""The most characters of a passphrase, since some terminals pass on no more in one line."""
_BYTE_ORDER_MARK = "\ufeff"
_NOT_DECODED = "[\ud800-\udfff]"
_UNSEEN = ("Cc", "Cf", "Zl", "Zp")
"""Unicode categories of control and format characters, and of line and paragraph separators."""
_JOINERS = "\u200c\u200d"
"""Format characters that keyboards produce: those for Persian and for emoji."""


def clean_passphrase(given: str) -> str:
    """Returns the passphrase in composed form (NFC), without a byte-order mark or surrounding line ends.

    Raises Locked for a passphrase that is empty, is not text, has more than 1,024 characters, or contains a control or
    invisible character, which web pages may add. The error never repeats the passphrase.
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
    """Whether ``clean_passphrase`` changes or refuses a passphrase that an existing vault may have.

    Earlier versions used a passphrase from a variable unchanged, with its line end. No vault has a passphrase that is
    empty or not text.
    """
    if not given.strip(f"\r\n{_BYTE_ORDER_MARK}") or re.search(_NOT_DECODED, given):
        return False
    try:
        return clean_passphrase(given) != unicodedata.normalize("NFC", given)
    except Locked:
        return True
