"""Makes the start quick; to be called before anything else is imported."""

import builtins
import gc


def hurry() -> None:
    """Load Qt without what it does at every later import, and look for no garbage."""
    # Thousands of objects come now and none goes: looking for garbage among them takes
    # a sixth of the start.  ``make_application`` begins it again.
    gc.disable()
    import_plainly()


def import_plainly() -> None:
    """Take back the function that PySide6 puts before ``import``.

    It is there for the switch ``from __feature__ import …`` that nothing here uses: it
    reads the source of every module to look for its name, the texts stay in memory
    (20 MB), and reading that of a half-loaded pydantic fails.
    """
    import PySide6  # noqa: F401

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
