"""Views of the card at the start of a preparation."""
