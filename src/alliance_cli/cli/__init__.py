"""The command line: parses arguments, calls use cases and passes the results to a front."""
