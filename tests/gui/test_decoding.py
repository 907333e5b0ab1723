"""Pages are decoded beside the window, which goes on answering."""

import io
import threading

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from gui.decoding import decode


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_page_is_decoded_while_python_goes_on(qapp: QApplication, kind: str) -> None:
    grains = np.random.default_rng(1).integers(0, 255, (2339, 1654), np.uint8)
    file = io.BytesIO()
    Image.fromarray(grains).save(file, kind)
    found = []
    worker = threading.Thread(target=lambda: found.append(decode(file.getvalue())))
    turns = 0
    worker.start()
    while worker.is_alive():
        turns += 1
    # With the lock kept, the loop would hardly turn at all.
    assert turns > 1000
    assert (found[0].width(), found[0].height()) == (1654, 2339)


def test_what_is_no_picture_is_null(qapp: QApplication) -> None:
    assert decode(b"%PDF-1.7").isNull()
    assert decode(b"").isNull()
