"""The full-screen front: shows walks, the day and a client's sessions in the whole window, with Textual."""

import os

LEAST_COLUMNS, LEAST_ROWS = 60, 20
"""The smallest window for the full screen."""
_HARMLESS = ("TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DISABLE_KITTY_KEY")

for _name in [name for name in os.environ if name.partition("_")[0] == "TEXTUAL" and name not in _HARMLESS]:
    del os.environ[_name]  # these log keys and messages, take screenshots, or load another driver
