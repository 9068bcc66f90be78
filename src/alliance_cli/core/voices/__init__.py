"""The clinician's view of the work beside the client's."""
