"""All moments of a course, and the flags that wait for a decision."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType

from alliance_cli.core.caseload import Course
from alliance_cli.core.flag import Flag
from alliance_cli.terminal.console import words
from alliance_cli.terminal.views.flags import flags_view
from alliance_cli.terminal.views.moment import moment_view


def moments_view(course: Course, flags: Sequence[Flag], names: Sequence[str]) -> RenderableType:
    """Moments by date, then each flag with the name it can be decided under."""
    lines: list[RenderableType] = [moment_view(each) for record in course.records for each in record.moments]
    if not lines:
        lines.append(words(f"{course.client.code}: no moment noted yet."))
    if flags:
        dates = {record.session.id: record.session.on.isoformat() for record in course.records}
        lines.append(flags_view(flags, dates, names))
        code = course.client.code
        lines += [words(""), words(f"Decide: alliance moments {code} --set-aside f1, or --confirm f1", "dim")]
    return Group(*lines)
