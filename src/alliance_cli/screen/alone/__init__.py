"""Hands the keyboard to the client: what is chosen before, the questions asked alone, and the door back."""
