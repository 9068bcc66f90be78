"""Chooses the language of a run, and translates the help pages."""
