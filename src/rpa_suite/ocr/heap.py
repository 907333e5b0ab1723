"""Freed memory goes back to the system.

Pages leave blocks of every size on the heaps of several threads. glibc keeps what is
freed between them, so that a process which needs 550 MB holds twice as much after
2,000 pages. Windows' heap gives large blocks back by itself.
"""

import ctypes
import sys
from collections.abc import Callable
from itertools import count

# Giving back takes 8 ms, and the pages after it some more to get it anew.
_PAGES = 20
_pages_read = count(1)


def page_was_read() -> None:
    """Count a page; every twenty pages what is free is given back."""
    if next(_pages_read) % _PAGES == 0:
        give_back()


def give_back() -> None:
    """Return free memory of all threads to the system, where it has to be asked to."""
    if _TRIM is not None:
        _TRIM(0)


def _trim() -> Callable[[int], int] | None:
    """Return glibc's ``malloc_trim``; None where there is none."""
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)


_TRIM = _trim()
