"""What a script, a rating, a moment and a course are. Standard library only, no input or output."""
