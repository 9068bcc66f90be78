"""alliance prep: look back, arrive, set an intention (before)."""

from __future__ import annotations

from alliance_cli.cli.walk_command import session_command
from alliance_cli.core.walk.script import Phase

app = session_command(
    Phase.PRE_SESSION,
    """Before a session: look back, arrive, set an intention.

    Shows what the last session hands on, then asks for your own state and intention.

    Example: alliance prep J7
    """,
)
