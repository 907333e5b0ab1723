"""rpa-suite: from a scanned paper form to a booked minute, inside one office."""

__version__ = "0.1.0"
