"""Makes the start quick; to be called before anything else is imported."""

import builtins
import gc


def hurry() -> None:
    """Load Qt without what it does at every later import, and look for no garbage."""
    # Thousands of objects come now and none goes: looking for garbage among them takes
    # a sixth of the start.  ``make_application`` begins it again.
    gc.disable()
    import PySide6  # noqa: F401

    # PySide6 has put a function of its own before ``import``, for the switch
    # ``from __feature__ import …`` that nothing here uses: it reads the source of every
    # module to look for its name there, and the texts stay in memory (20 MB).
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
