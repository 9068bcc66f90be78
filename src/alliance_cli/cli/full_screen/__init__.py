"""Takes commands through the full screen, where it is wanted."""
