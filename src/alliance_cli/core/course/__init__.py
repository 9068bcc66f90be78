"""Clients, sessions and moments, and analyses of a client's course."""
