"""Decodes pictures while the window goes on answering."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader


def decode(content: bytes) -> QImage:
    """Return the picture of a PNG or JPEG file; a null one where it cannot be read.

    ``QImage.fromData`` keeps Python's lock until a page is decoded, on whatever thread
    it is called: the window stands still for 50 ms.  A reader lets it go.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return QImageReader(buffer).read()
