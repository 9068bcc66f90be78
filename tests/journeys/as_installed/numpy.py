"""Hides numpy, which sqlite-utils loads where it is: users of the program have none, and it is slow to start."""

raise ImportError("not part of an installation")
