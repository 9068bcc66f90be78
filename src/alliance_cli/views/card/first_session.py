"""Offers the script for a first session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.command_lines import command_line
from alliance_cli.core.action import session_action
from alliance_cli.core.walk.script import FIRST_SESSION, Phase
from alliance_cli.translation import _

if TYPE_CHECKING:
    from datetime import date

    from alliance_cli.usecases.walks.session_walk import SessionWalk


def first_session_offer(walk: SessionWalk, today: date) -> str:
    """The sentence that names the script for a first session."""
    day = None if walk.on == today else walk.on
    action = session_action(walk.code, Phase.PRE_SESSION, day, FIRST_SESSION)
    return _("What to say in a first session: {command}", command=command_line(action))
