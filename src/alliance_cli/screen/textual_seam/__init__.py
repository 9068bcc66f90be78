"""Everything that depends on Textual's internals: error reports, and leaving, entering and reading the terminal.

No other module imports private parts of Textual. tests/screen/test_textual_seam.py fails if a new version changes the
parts that are replaced here.
"""
