"""Reads what a person types at the terminal, or the lines of a pipe."""
