"""Lets a client answer alone at the keyboard, holds the answers back, and returns the keyboard to the clinician."""
