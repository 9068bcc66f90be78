"""Data that leaves and comes back: exports, imports and supervision packs."""
