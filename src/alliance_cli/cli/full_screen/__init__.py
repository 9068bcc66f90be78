"""Runs commands on the full screen."""
