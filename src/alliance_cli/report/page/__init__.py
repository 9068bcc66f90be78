"""HTML pages, each one self-contained file without scripts or external requests."""
