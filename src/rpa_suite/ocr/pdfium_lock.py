"""pdfium answers one thread at a time; who asks it holds this lock."""

from threading import RLock

PDFIUM = RLock()
