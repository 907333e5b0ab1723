"""How well are handwritten forms read, beside others?  ``python -m bench.reading``."""
