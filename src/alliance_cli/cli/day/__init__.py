"""Runs a day: one loop for both fronts, and the line front."""
