"""Fits what is shown into a window: how much of each part, and what gives way first."""
