"""Views: they turn core values into Rich renderables."""
