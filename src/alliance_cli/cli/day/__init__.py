"""Goes through a day: one loop for both fronts, and how each shows the list and takes a line."""
