"""Clients and sessions: found, opened, closed, moved and erased; what is due over all of them."""
