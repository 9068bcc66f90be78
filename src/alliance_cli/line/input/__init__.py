"""Reads lines from a person at the terminal or from a pipe."""
