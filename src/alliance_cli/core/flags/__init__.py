"""Flags: sessions to look at again, and the rules that find them."""
