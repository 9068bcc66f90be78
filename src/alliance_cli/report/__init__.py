"""Core values into documents that leave the program."""
