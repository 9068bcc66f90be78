"""The client alone at the keyboard: what is asked, what is held back, and how the keyboard comes back."""
