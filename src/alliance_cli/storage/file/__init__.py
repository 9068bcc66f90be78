"""The encrypted file itself: opening, keys, schema, and the marker files beside it."""
