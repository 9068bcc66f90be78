"""What a person can do at a question in line mode besides answering it."""
