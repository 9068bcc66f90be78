"""Lists the sessions in which the client's answers are held back, with the command that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType

from alliance_cli.command_lines import HELD_BACK, command_line
from alliance_cli.core.formatting import plain_day
from alliance_cli.core.walk.hand_over import held_back_action
from alliance_cli.translation import _
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from alliance_cli.core.course.course import SessionRecord


def held_back_lines(client: str, shown: Sequence[SessionRecord]) -> list[RenderableType]:
    """A sentence for each shown session with held-back answers, oldest first; ``client`` is a code."""
    return [
        literal(_(HELD_BACK, day=plain_day(each.session.on), command=command_line(held_back_action(client, each))))
        for each in shown
        if each.held_back
    ]
