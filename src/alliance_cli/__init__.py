"""alliance: look after the therapeutic alliance before, during and after every session."""

__version__ = "0.1.0"
