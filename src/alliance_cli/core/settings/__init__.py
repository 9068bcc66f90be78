"""The settings of the program: their names, what they may be, and what each is for."""
