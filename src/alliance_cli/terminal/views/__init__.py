"""Values in, Rich renderables out."""
