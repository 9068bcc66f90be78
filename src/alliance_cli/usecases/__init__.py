"""What a clinician does, as functions of values and ports, without any screen."""
