"""What the pages of a report hold, as plain values."""
