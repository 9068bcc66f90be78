"""Everything that depends on the inside of Textual: what it reports, and how it leaves, takes and reads the terminal.

No other module imports what is private to Textual. tests/screen/test_textual_seam.py fails when a version changes what
is replaced here.
"""
