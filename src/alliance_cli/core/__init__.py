"""The rules of the method and of its data; standard library only, no input or output."""
