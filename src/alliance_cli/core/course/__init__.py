"""Clients, sessions and moments, and what can be read from a client's course."""
