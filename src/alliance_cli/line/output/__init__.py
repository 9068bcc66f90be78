"""Writes to the terminal, a file or a pipe."""
