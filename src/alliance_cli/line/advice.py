"""Advice on a weak passphrase; it never refuses or repeats one."""

from __future__ import annotations

_A_YEAR = 365 * 24 * 3600
_MOST_CHARACTERS = 72
"""zxcvbn refuses longer passphrases, and those are long enough anyway."""


def advice(passphrase: str) -> str | None:
    """Advice, or None if guessing the passphrase on a stolen file would take a year at 10,000 tries a second."""
    from zxcvbn import zxcvbn

    estimate = zxcvbn(passphrase[:_MOST_CHARACTERS])
    if estimate["crack_times_seconds"]["offline_slow_hashing_1e4_per_second"] >= _A_YEAR:
        return None
    duration = estimate["crack_times_display"]["offline_slow_hashing_1e4_per_second"]
    return (
        f"Someone who gets hold of the file could guess this passphrase in about this time: {duration}.\n"
        "Four or five words that have nothing to do with each other are stronger, and easy to keep in mind."
    )
