"""Views: core values in, Rich renderables out."""
