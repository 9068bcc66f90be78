"""The JSON documents of the reading commands."""
