"""What an export holds, which class of data it is, and how it is de-identified."""
