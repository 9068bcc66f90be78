"""Damaged and lost vaults: finding damage, reading what is left, and saving it to a new file."""
