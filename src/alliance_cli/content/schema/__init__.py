"""What may stand in each kind of content file."""
