"""Core values to eyes, fingers to core values."""
