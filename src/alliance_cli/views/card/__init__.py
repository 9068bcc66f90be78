"""Views of the card that a preparation begins with."""
