"""The command line: parses arguments, calls use cases and hands values to a front."""
