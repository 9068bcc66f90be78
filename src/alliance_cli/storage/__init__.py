"""The vault: one encrypted SQLite file, and the code that stores core values in it and reads them."""
