"""alliance session: the walk during a session (prompts to read aloud, the client's ratings)."""

from __future__ import annotations

from alliance_cli.cli.walk_command import session_command
from alliance_cli.core.walk.script import Phase

app = session_command(
    Phase.IN_SESSION,
    """During a session: prompts to read aloud, ratings.

    Opening, mid-point and closing prompts, a direct question about tension, and the client's four ratings.
    + there asks further: how the session felt, what was missed, whether the way of working still fits. !h gives the
    keyboard to the client, who answers alone.

    This is not a risk tool: it does not read or watch what is written. Where someone may be in danger, follow your own
    risk procedure and record it in the clinical record (alliance learn safety).

    Example: alliance session J7

    Example: alliance session J7 --script ending
    """,
)
