"""Unfinished work: half-typed text, answers held back, marks, locked programs, and files being written."""
