"""Windows may paint for days: what Python shares with Qt is never used up."""

import sys

import pytest
from PySide6.QtWidgets import QLabel


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="immortal there by itself")
def test_calls_that_return_nothing_do_not_use_none_up(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(20_000):
        label.setText("")

    for constant in (None, True, False):
        assert sys.getrefcount(constant) > 1_000_000
    # Fails with the first PySide6 that gives nothing away: then gui/lasting.py can go.
    assert before - sys.getrefcount(None) > 10_000
