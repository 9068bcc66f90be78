"""Exports and imports: tables, classes of data, and de-identification."""
