"""The cards of the guide, and which card fits a flag or a moment."""
