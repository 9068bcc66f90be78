"""The vault: one encrypted SQLite file, and the core values that go in and out of it."""
