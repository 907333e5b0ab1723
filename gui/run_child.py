"""The process of a run: it says who it is before it loads anything heavy.

``python -m gui.run_child FOLDER``. Loading takes seconds on a busy PC, and whoever
watches the folder has to know meanwhile whether the process lives.
"""

import runpy
import sys
from pathlib import Path

from rpa_suite.app.run_folders import RunFolder, this_worker


def main() -> None:
    """Run what the folder was made for, as the command line does."""
    folder = RunFolder(Path(sys.argv[1]))
    folder.note_worker(this_worker())
    sys.argv = [
        *("rpa-suite", "run", folder.robot_id),
        *("--operator", folder.operator, "--folder", str(folder.path)),
    ]
    runpy.run_module("rpa_suite.cli", run_name="__main__")


if __name__ == "__main__":
    main()
