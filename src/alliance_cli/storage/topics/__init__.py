"""One module for each topic kept in the vault."""
