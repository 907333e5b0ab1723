"""Typing confirmed items into a web business system, each exactly once."""
