"""YAML in, core values out."""
