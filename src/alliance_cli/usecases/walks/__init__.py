"""Walks through a script: the three moments of a session, repairs, ratings, practice and the rest."""
