"""alliance reflect: the walk after a session (moments, possible ruptures, the clinician's ratings)."""

from __future__ import annotations

from alliance_cli.cli.walk_command import session_command
from alliance_cli.core.walk.script import Phase

app = session_command(
    Phase.POST_SESSION,
    """After a session: moments, possible ruptures, ratings.

    You give your own ratings before you see the client's beside them. To note a question for supervision, type !s at
    any prompt.

    Example: alliance reflect J7 --on 2026-11-20
    """,
)
