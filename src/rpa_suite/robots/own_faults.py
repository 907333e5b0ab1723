"""Mistakes in a robot's own files: which line, for whoever wrote it."""

from pathlib import Path
from traceback import extract_tb


def line_in(file: Path, error: BaseException) -> int:
    """Return the line of a file that an error came through last, 0 for none."""
    lines = [
        frame.lineno
        for frame in extract_tb(error.__traceback__)
        if Path(frame.filename) == file and frame.lineno
    ]
    return lines[-1] if lines else 0


def told_of(folder: Path, error: BaseException) -> str:
    """Return file, line and error where a robot's own code raised it, else nothing."""
    inside = [
        frame
        for frame in extract_tb(error.__traceback__)
        if Path(frame.filename).parent == folder.absolute()
    ]
    if not inside:
        return ""
    first = str(error).splitlines()[:1]
    what = ": ".join([type(error).__name__, *first])
    return f"{Path(inside[-1].filename).name} の {inside[-1].lineno} 行目: {what}"
