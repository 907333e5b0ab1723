"""How well fields are found on blank forms."""
