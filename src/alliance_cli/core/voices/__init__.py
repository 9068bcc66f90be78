"""The clinician's ratings compared with the client's."""
