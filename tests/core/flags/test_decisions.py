"""The names of flags."""

from __future__ import annotations

from alliance_cli.core.flags.decisions import flag_name
from alliance_cli.core.flags.rules import RULES


def test_no_two_kinds_of_flag_share_a_letter() -> None:
    assert len({flag_name(rule.kind, 4) for rule in RULES}) == len(RULES)
