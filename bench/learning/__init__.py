"""Do an office's corrections make reading better?  ``python -m bench.learning``."""
