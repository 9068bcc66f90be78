"""A running session: its prompts, its marks, and the keys that go through it."""
