"""How long files are kept, and who was looked at."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from alliance_cli.command_lines import PROGRAM, command_line
from alliance_cli.core.vault.access import Access
from alliance_cli.core.vault.retention import Review
from alliance_cli.line.console import words
from alliance_cli.line.views.fit import IfItFits

_NEVER = "Nothing is deleted by itself. A later date: alliance client edit CLIENT --keep-until DATE"


def reviews_view(reviews: Sequence[Review], years: int) -> RenderableType:
    """The files whose time is up, longest waiting first, each with the commands to copy."""
    if not reviews:
        return words(f"No file has been kept longer than {_years(years)} after its last entry.")
    parts: list[RenderableType] = []
    for review in reviews:
        client = review.file.client
        last = f"last entry {review.file.last_on}" if review.file.last_on else f"opened {client.opened_on}"
        state = f"closed {client.closed_on}" if client.closed_on else "not closed"
        parts.append(words(f"{client.code}  up for review since {review.since}"))
        parts.append(words(f"  {review.file.held}, {last}, {state}"))
        parts += [words(f"  {command_line(each)}") for each in review.actions]
    return Group(*parts, words(""), words(_NEVER, "dim"))


def _years(years: int) -> str:
    return "1 year" if years == 1 else f"{years} years"


def log_view(entries: Sequence[Access], count: int) -> RenderableType:
    """A line a look, oldest first; ``count`` is how many there are in all."""
    if not entries:
        return words("Nothing is in the access log for that.")
    wide = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("when", "client", "command"):
        wide.add_column(heading, no_wrap=True)
    narrow: list[RenderableType] = []
    for each in entries:
        when, client = f"{each.at:%Y-%m-%d %H:%M:%S}", each.client or "-"
        command = f"{PROGRAM} {each.action}".rstrip()
        wide.add_row(when, words(client), words(command))
        narrow += [words(f"{when}  {client}"), words(f"  {command}")]
    shown = IfItFits(wide, Group(*narrow))
    if len(entries) == count:
        return shown
    return Group(shown, words(f"The latest {len(entries)} of {count}; all of them: --all", "dim"))
