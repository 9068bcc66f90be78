"""The views of what the clinician keeps about their own work."""
