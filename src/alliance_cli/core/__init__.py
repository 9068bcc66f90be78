"""The rules of the method and of its data; standard library and msgspec only, no input or output."""
