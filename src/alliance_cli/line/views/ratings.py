"""The clinician's and the client's ratings of one session side by side."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Table

from alliance_cli.core.course.entities import SessionRecord
from alliance_cli.core.walk.kinds import SCALES, Rater
from alliance_cli.line.console import words


def compare_view(record: SessionRecord) -> RenderableType:
    """A row a scale, 1-10: yours, the client's, and how far apart."""
    table = Table(box=None, padding=(0, 3, 0, 0))
    for heading in ("", "you", "client", "apart"):
        table.add_column(heading, justify="left" if not heading else "right", header_style="bold")
    yours, theirs = record.of(Rater.CLINICIAN), record.of(Rater.CLIENT)
    for scale in SCALES:
        apart = yours[scale] - theirs[scale] if scale in yours and scale in theirs else None
        shown = "" if apart is None else f"{apart:+d}" if apart else "0"
        table.add_row(scale, str(yours.get(scale, "-")), str(theirs.get(scale, "-")), shown)
    return table if theirs else words("The client gave no ratings for this session, so there is nothing to compare.")
