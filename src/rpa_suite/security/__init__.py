"""Keys, sealed bytes, credentials, and logs that name nobody."""
