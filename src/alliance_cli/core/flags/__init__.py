"""When a session asks for a second look, and by which rule."""
