"""Hands the keyboard to the client: the options, the client's questions, and the lock that ends the hand-over."""
