"""The encrypted file itself: opening, keys, schema, and what is known of it beside it."""
