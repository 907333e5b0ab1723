"""What the scripts that take pictures of the windows share."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

_COLOURS = 160  # enough for windows; a fifth of the bytes
_Window = TypeVar("_Window", bound=QWidget)


def rest(milliseconds: int) -> None:
    """Let other threads work too, unlike ``QTest.qWait``."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait(ready: Callable[[], bool], seconds: float = 40.0) -> None:
    """Let the program go on until something is so.

    Raises:
        TimeoutError: It never was; what message boxes say is told.
    """
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            boxes = [
                f"{each.text()} {each.informativeText()}"
                for each in QApplication.topLevelWidgets()
                if isinstance(each, QMessageBox) and each.isVisible()
            ]
            raise TimeoutError(f"the window did not get there {boxes}")
        rest(50)


def open_window(kind: type[_Window], seconds: float = 40.0) -> _Window:
    """Return the window of this kind as soon as it is there."""

    def find() -> list[_Window]:
        return [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, kind) and each.isVisible()
        ]

    wait(lambda: bool(find()), seconds)
    return find()[0]


def save_picture(picture: QPixmap, path: Path) -> None:
    """Save a picture in few colours, and say so."""
    draft = path.with_suffix(".draft.png")
    picture.save(str(draft))
    with Image.open(draft) as drawn:
        drawn.convert("RGB").quantize(_COLOURS).save(path, optimize=True)
    draft.unlink()
    print(path.name, flush=True)
