"""The clinician's own work: check-ins, practice and supervision."""
