"""Reads a count that was typed behind an option."""

from __future__ import annotations

MOST = 9999


def typed_count(option: str, typed: str | None) -> int | None:
    """The number behind an option such as ``--last``, from 1 to ``MOST``; None where it was left out.

    Raises WrongUse for anything else.
    """
    from alliance_cli.core.errors import WrongUse
    from alliance_cli.core.walk.options import InvalidAnswer, whole_number
    from alliance_cli.translation import _

    try:
        return None if typed is None else whole_number(typed, 1, MOST)
    except InvalidAnswer:
        raise WrongUse(_("{option} takes a whole number from 1 to {most}.", option=option, most=MOST)) from None
