"""Looking back: flags, moments, courses and the decisions made about them."""
