"""Use cases: everything a clinician can do, written against ports and without a screen."""
