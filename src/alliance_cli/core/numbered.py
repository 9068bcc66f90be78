"""Finds a list entry by its number or the beginning of its id."""

from __future__ import annotations

import re
from collections.abc import Sequence

from alliance_cli.core.action import Action
from alliance_cli.core.errors import NotFound, WrongUse
from alliance_cli.translation import _

_SHORTEST = 4
"""The shortest accepted prefix of an id; a shorter one is more likely a mistyped number."""


def find_position(typed: str, ids: Sequence[str], *, none: str, several: str, see: Action) -> int:
    """Returns the position, from 0, of the entry named by its number, from 1, or by the beginning of its id.

    Raises NotFound with the sentence ``none``, or WrongUse with the sentence ``several``; both offer the action
    ``see``.
    """
    word = typed.strip().casefold()
    if re.fullmatch(r"[1-9][0-9]{0,4}", word) and int(word) <= len(ids):
        return int(word) - 1
    begun = [place for place, id in enumerate(ids) if len(word) >= _SHORTEST and id.startswith(word)]
    if len(begun) > 1:
        raise WrongUse(several, _("See them with:"), see)
    if not begun:
        raise NotFound(none, _("See them with:"), see)
    return begun[0]
