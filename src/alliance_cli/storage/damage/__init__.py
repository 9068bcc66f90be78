"""Damaged and lost vaults: finding damage, reading what is left, and writing it into a new file."""
