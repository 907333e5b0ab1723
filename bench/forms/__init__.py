"""Scanned handwritten forms of invented people, with their truth beside them."""
