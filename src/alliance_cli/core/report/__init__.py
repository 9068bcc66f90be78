"""The contents of report pages as plain values."""
