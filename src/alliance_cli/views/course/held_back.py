"""Says of which sessions the client's answers are held back, and what shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType

from alliance_cli.command_lines import HELD_BACK, command_line
from alliance_cli.core.walk.hand_over import held_back_action
from alliance_cli.core.wording import plain_day
from alliance_cli.translation import _
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from alliance_cli.core.course.entities import Course, SessionRecord


def held_back_lines(course: Course, shown: Sequence[SessionRecord]) -> list[RenderableType]:
    """A sentence for each session shown of which something is held back, oldest first."""
    code = course.client.code
    return [
        literal(_(HELD_BACK, day=plain_day(each.session.on), command=command_line(held_back_action(code, each))))
        for each in shown
        if each.held_back
    ]


def held_back_line(client: str, record: SessionRecord) -> RenderableType:
    """The same for the one session that is shown; ``client`` is a code."""
    do = command_line(held_back_action(client, record))
    says = _("The client's own answers are shown once you have rated this session: {command}", command=do)
    return literal(says)
