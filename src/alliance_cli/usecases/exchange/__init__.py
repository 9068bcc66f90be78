"""Writes exports and supervision packs, and reads imports."""
