"""Views of the clinician's own records: practice, self-care and supervision."""
