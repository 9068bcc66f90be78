"""Fits cards and histories into a window, shortening the least important parts first."""
