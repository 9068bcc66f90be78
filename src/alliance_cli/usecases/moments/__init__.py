"""Moments of sessions: marked while a session runs, corrected, and settled several at once."""
