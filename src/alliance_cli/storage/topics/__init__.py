"""One module for each topic that the vault stores."""
