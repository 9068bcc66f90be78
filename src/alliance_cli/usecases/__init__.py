"""What a clinician does, as functions of values and ports; no screen is known here."""
