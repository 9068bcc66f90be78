"""The rules of the method and its data. It uses only the standard library and msgspec, and does no input or output."""
