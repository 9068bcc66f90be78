"""What the command line itself says in the chosen language: help pages, and which language that is."""
