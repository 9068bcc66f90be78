"""The clinician's own records: practice, self-care and supervision."""
