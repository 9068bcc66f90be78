"""The schema language: fields are declared once, and the reader, its mistakes and the JSON Schema follow from them."""
