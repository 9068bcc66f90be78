"""The vault as plain tables, for export and import."""
