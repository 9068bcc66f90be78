"""Views, which turn core values into Rich renderables."""
