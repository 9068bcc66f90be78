"""Readers of the other files that a clinician may provide: answers, settings, ratings, exports."""
