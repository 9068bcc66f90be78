"""The caseload as a whole: what is due, the progress of a day, and a summary of each client."""
