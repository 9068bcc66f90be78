"""Files and documents that leave the program."""
