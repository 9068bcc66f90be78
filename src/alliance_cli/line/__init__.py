"""The line front: asks and shows text line by line."""
