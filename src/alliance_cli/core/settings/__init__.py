"""The settings of the program: their names, allowed values and purposes."""
