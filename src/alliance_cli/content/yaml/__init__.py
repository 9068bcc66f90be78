"""YAML read strictly, with the line of every mistake."""
