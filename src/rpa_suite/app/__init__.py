"""Builds the parts and joins them; the only layer that knows all trades."""
