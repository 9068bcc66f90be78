"""Words the next steps that flags suggest."""

from __future__ import annotations

from alliance_cli.translation import N_

ACKNOWLEDGE = N_("Name the shift without judging it (repair, step 1: acknowledge the shift).")
INVITE = N_("Ask how it was for the client and listen (repair, step 2: invite the client's experience).")
ASK_FOR_RATINGS = N_("Ask for the four ratings at the end of the next session (closing prompt).")
NEXT_FOR = {
    "": ACKNOWLEDGE,
    "understood": INVITE,
    "goals": N_("Ask what matters most to the client now (opening prompt)."),
    "tasks": N_("Ask how this way of working feels to the client (mid-point prompt)."),
    "bond": ACKNOWLEDGE,
}
"""The next step for each quick rating that may stand out; the empty key is for the mean of all four."""
