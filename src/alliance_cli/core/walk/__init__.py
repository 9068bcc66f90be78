"""Scripts, prompts, answers, and the interview that walks through them."""
