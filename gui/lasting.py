"""Keeps None, True and False alive whatever Qt's bindings do with them.

PySide6 6.12.0 gives away a reference to None with every call that returns nothing
(6.11.3 does not).  Before Python 3.12 made these objects immortal, a window that
painted for some minutes ended the whole process ("deallocating None").  It can go when
Python 3.11 or PySide6 6.12.0 is left behind: ``tests/gui/test_lasting.py`` counts.
"""

import ctypes
import sys

_MANY = 1 << 40


def keep_constants() -> None:
    """Give each of them more references than a desktop can lose."""
    if sys.version_info >= (3, 12):
        return
    for constant in (None, True, False):
        # The count is the first word of every object of CPython.
        ctypes.c_ssize_t.from_address(id(constant)).value += _MANY
