"""The windows: they show and ask, and know neither database nor browser nor models."""
