"""Readers of the other files a clinician may hand over: answers, settings, ratings, exports."""
