"""Content files: YAML that is read into core values."""
