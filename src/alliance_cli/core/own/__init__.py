"""What belongs to the clinician: practice, self-care and supervision."""
