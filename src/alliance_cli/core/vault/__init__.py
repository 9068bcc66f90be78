"""Values about the vault: recovery codes, backups, check results and retention."""
