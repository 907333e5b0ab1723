"""Start the launcher (``rpa-suite gui``, ``rpa-suite-gui``, ``python -m gui``)."""

import gc
import sys


def main() -> None:
    """Open the launcher and end the process with its exit code."""
    # Thousands of objects come now and none goes: looking for garbage among them takes
    # a sixth of the start.  ``make_application`` begins it again.
    gc.disable()
    # Imported late: the reading process spawned by the launcher loads this module
    # again, and must not load Qt with it.
    from gui.application import run_launcher

    sys.exit(run_launcher(sys.argv))


if __name__ == "__main__":
    main()
