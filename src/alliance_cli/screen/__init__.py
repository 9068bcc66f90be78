"""The full-screen front: walks, the day and the sessions of a client take the whole window, by Textual."""

import os

LEAST_COLUMNS, LEAST_ROWS = 60, 20
"""The smallest window for the full screen."""
_HARMLESS = ("TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DISABLE_KITTY_KEY")

for _name in [name for name in os.environ if name.partition("_")[0] == "TEXTUAL" and name not in _HARMLESS]:
    del os.environ[_name]  # others write keys and messages into a log, take pictures, or load another driver
