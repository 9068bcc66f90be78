"""Copies of the vault: making backups, changing the key, and replacing the vault's file."""
