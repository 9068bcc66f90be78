"""Instruments, their items and scores."""
