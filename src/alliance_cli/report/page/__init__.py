"""Pages that leave the terminal: one self-contained HTML file each, without a script and without a request."""
