"""Comparisons of the clinician's ratings with the client's."""
