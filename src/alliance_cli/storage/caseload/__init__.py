"""Reads what is asked of all clients at once: what is due, a summary of each, recent courses, and what was typed."""
