"""Finds, opens, closes, moves and erases clients and sessions, and lists what is due."""
