"""Opens the template editor alone: ``python -m gui.template_editor_main [FOLDER]``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings

from gui.application import catch_mistakes, make_application
from gui.template_editor import TemplateEditor
from rpa_suite.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the editor alone; returns the exit code."""
    parser = argparse.ArgumentParser(prog="template-editor")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--blank", type=Path)
    wanted = parser.parse_args(arguments)
    app = make_application(sys.argv[:1])
    catch_mistakes()
    settings = Settings()
    window = TemplateEditor(
        settings.templates_dir,
        settings=QSettings(),
        unsaved_dir=settings.data_dir / "unsaved-templates",
    )
    window.show()
    if wanted.folder:
        window.open_folder(wanted.folder)
    elif wanted.blank:
        window.asking.propose(wanted.blank)
    else:
        window.keeper.offer()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
