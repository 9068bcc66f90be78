"""A word on a passphrase that could be guessed: advice, never a refusal, and never the passphrase itself."""

from __future__ import annotations

_A_YEAR = 365 * 24 * 3600
_LOOKED_AT = 72
"""So many signs are looked at; the library refuses more, and what is longer is long enough."""


def advice(passphrase: str) -> str | None:
    """What to think about, or None where nobody would guess it within a year of trying on the stolen file."""
    from zxcvbn import zxcvbn

    looked = zxcvbn(passphrase[:_LOOKED_AT])
    if looked["crack_times_seconds"]["offline_slow_hashing_1e4_per_second"] >= _A_YEAR:
        return None
    time = looked["crack_times_display"]["offline_slow_hashing_1e4_per_second"]
    return (
        f"Someone who gets hold of the file could guess this passphrase in about this time: {time}.\n"
        "Four or five words that have nothing to do with each other are stronger, and easy to keep in mind."
    )
