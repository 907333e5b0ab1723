"""Start the launcher (``rpa-suite gui``, ``rpa-suite-gui``, ``python -m gui``)."""

import sys

from gui.quick_start import hurry


def main() -> None:
    """Open the launcher and end the process with its exit code."""
    # Imported late: the reading process spawned by the launcher loads this module
    # again, and must not load Qt with it.
    hurry()
    from gui.application import run_launcher

    sys.exit(run_launcher(sys.argv))


if __name__ == "__main__":
    main()
