"""Writes a 256-bit key as a recovery code that can be typed from paper and detects common slips.

The code has eighteen groups of four signs. Three signs encode the key; the fourth checks them and the group's position,
which always detects one wrong sign, two swapped signs or two swapped groups. Fourteen bits check the whole code.
"""

from __future__ import annotations

from hashlib import sha256

from msgspec import Struct

from alliance_cli.translation import _

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32, without I, L and O, which are read as 1, 1 and 0, and without U."""
GROUPS = 18
SIZE = 4
_READ_AS = str.maketrans("ILO", "110")
_CHECK_BITS = 14


class MistypedCode(Struct, frozen=True):
    """A slip in a recovery code; ``group`` counts from 1, and is 0 if no single group is wrong."""

    group: int

    def __str__(self) -> str:
        if self.group:
            return _("Group {number} of the recovery code does not fit.", number=self.group)
        return _("The recovery code as a whole does not fit.")


def recovery_code(secret: bytes) -> tuple[str, ...]:
    """The groups of the code for a key."""
    number = int.from_bytes(secret) << _CHECK_BITS | _check(secret)
    values = [number >> 5 * place & 31 for place in reversed(range(GROUPS * (SIZE - 1)))]
    parts = [values[start : start + SIZE - 1] for start in range(0, len(values), SIZE - 1)]
    return tuple(
        "".join(SIGNS[value] for value in (*part, _fourth(part, place))) for place, part in enumerate(parts)
    )  # fmt: skip


def read_recovery_code(typed: str) -> bytes | MistypedCode | None:
    """Returns the key of a typed code, or its slip, or None for text that is not a recovery code at all.

    Separators between the groups and the case of letters make no difference.
    """
    apart = "".join(sign if sign.isalnum() else " " for sign in typed.upper().translate(_READ_AS)).split()
    joined = "".join(apart)
    groups = apart if len(apart) == GROUPS else [joined[at : at + SIZE] for at in range(0, len(joined), SIZE)]
    wrong = [place for place, group in enumerate(groups) if not _fits(group, place)]
    if len(groups) != GROUPS or len(wrong) > GROUPS // 2:
        return _cut_short(joined)
    return MistypedCode(wrong[0] + 1) if wrong else _secret(groups)


def _cut_short(signs: str) -> MistypedCode | None:
    """Locates missing or extra signs by the groups that fit from the beginning and from the end."""
    ahead = [signs[at : at + SIZE] for at in range(0, len(signs), SIZE)]
    behind = [signs[max(end - SIZE, 0) : end] for end in range(len(signs), 0, -SIZE)]
    fit_ahead = _run([_fits(group, place) for place, group in enumerate(ahead[:GROUPS])])
    fit_behind = _run([_fits(group, GROUPS - 1 - place) for place, group in enumerate(behind[:GROUPS])])
    if fit_ahead + fit_behind <= GROUPS // 2:
        return None
    return MistypedCode(min(fit_ahead, GROUPS - 1) + 1)


def _run(fits: list[bool]) -> int:
    return fits.index(False) if False in fits else len(fits)


def _fits(group: str, place: int) -> bool:
    values = [SIGNS.find(sign) for sign in group]
    return len(values) == SIZE and min(values) >= 0 and values[-1] == _fourth(values[:-1], place)


def _fourth(values: list[int], place: int) -> int:
    """The check sign, computed in the field of 32 elements; each position has its own weight, which detects swaps."""
    check = 0
    for value in values:
        check = _doubled(check ^ value)
    return check ^ place


def _doubled(value: int) -> int:
    return value << 1 ^ (0b100101 if value & 16 else 0)


def _secret(groups: list[str]) -> bytes | MistypedCode:
    number = 0
    for group in groups:
        for sign in group[:-1]:
            number = number << 5 | SIGNS.index(sign)
    secret = (number >> _CHECK_BITS).to_bytes(32)
    return secret if number & (1 << _CHECK_BITS) - 1 == _check(secret) else MistypedCode(0)


def _check(secret: bytes) -> int:
    return int.from_bytes(sha256(secret).digest()[:2]) >> 16 - _CHECK_BITS
