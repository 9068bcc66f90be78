"""Hides numpy: sqlite-utils loads it if it is installed, which is slow, and users of the program do not have it."""

raise ImportError("not part of an installation")
