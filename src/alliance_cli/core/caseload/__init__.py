"""What can be said of all clients at once: what is due, how far the day is, and a summary of each."""
