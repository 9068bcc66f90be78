"""Copies of the vault: backups, a vault under a new key, and putting one file in the place of another."""
