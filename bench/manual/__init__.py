"""The pictures of the manuals, taken by script from the running program."""
