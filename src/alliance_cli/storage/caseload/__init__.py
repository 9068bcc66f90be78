"""Queries over all clients: what is due, a summary of each client, recent courses, and typed text."""
