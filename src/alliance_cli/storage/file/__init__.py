"""The encrypted file itself: opening, keys, copying, replacing, checking and salvaging."""
