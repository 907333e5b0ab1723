"""Mistakes in a robot's own files: which line, for whoever wrote it."""

from pathlib import Path
from traceback import FrameSummary, extract_tb


def line_in(file: Path, error: BaseException) -> int:
    """Return the line of a file that an error came through last, 0 for none."""
    lines = [
        frame.lineno
        for frame in extract_tb(error.__traceback__)
        if Path(frame.filename) == file and frame.lineno
    ]
    return lines[-1] if lines else 0


def broken_code(folder: Path, package: str, error: Exception) -> tuple[str, int, str]:
    """Return file, line and words for what keeps a robot's files from being loaded.

    Args:
        folder: The robot's.
        package: Under which its files are imported.
        error: What the import raised.
    """
    if isinstance(error, SyntaxError):
        file = Path(error.filename or "procedure.py").name
        if "utf-8" in str(error.msg):
            return file, 0, "UTF-8 で書かれていません。UTF-8 で保存し直してください。"
        return file, error.lineno or 0, f"Python として読めません（{error.msg}）。"
    if isinstance(error, ModuleNotFoundError) and error.name:
        within, _, name = error.name.partition(".")
        if within == package:
            return f"{name}.py", 0, "このファイルがありません。"
    if inside := _frames_in(folder, error):
        return Path(inside[-1].filename).name, inside[-1].lineno or 0, _said(error)
    return "procedure.py", 0, _said(error)


def told_of(folder: Path, error: BaseException) -> str:
    """Return file, line and error where a robot's own code raised it, else nothing."""
    inside = _frames_in(folder, error)
    if not inside:
        return ""
    file = Path(inside[-1].filename).name
    return f"{file} の {inside[-1].lineno} 行目: {_said(error)}"


def _frames_in(folder: Path, error: BaseException) -> list[FrameSummary]:
    return [
        frame
        for frame in extract_tb(error.__traceback__)
        if Path(frame.filename).parent == folder.absolute()
    ]


def _said(error: BaseException) -> str:
    return ": ".join([type(error).__name__, *str(error).splitlines()[:1]])
