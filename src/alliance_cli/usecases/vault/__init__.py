"""Works on the vault as a whole: unlocking, keys, backups, restoring, checking and retention."""
