"""What may be taken up at a question of a walk in line mode, besides its answer."""
