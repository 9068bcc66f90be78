"""Content as data: YAML files read into core values."""
