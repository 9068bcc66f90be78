"""Facts about the vault: recovery codes, backups, findings of a check, retention."""
