"""What was begun but not finished: half-typed text, a program that locked itself, and files being written."""
