"""Ratings and scores as resources of HL7 FHIR R4."""
