"""What flags are called."""

from __future__ import annotations

from alliance_cli.core.flags.decisions import name_of
from alliance_cli.core.flags.rules import RULES


def test_no_two_kinds_of_flag_share_a_letter() -> None:
    assert len({name_of(rule.kind, 4) for rule in RULES}) == len(RULES)
