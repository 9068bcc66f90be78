"""A running session: its prompts, its marks and its keys."""
