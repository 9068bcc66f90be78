"""alliance session: prompts to read aloud, the client's ratings (during)."""

from __future__ import annotations

from alliance_cli.cli.walk_command import session_command
from alliance_cli.core.walk.script import Phase

app = session_command(
    Phase.IN_SESSION,
    """During a session: prompts to read aloud, ratings.

    Opening, mid-point and closing prompts, a direct question about tension, and the client's four ratings.
    + there asks further: how the session felt, what was missed, whether the way of working still fits.

    Example: alliance session J7

    Example: alliance session J7 --script ending
    """,
)
