"""Core values in and out of one encrypted SQLite file."""
