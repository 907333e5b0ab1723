"""The process that ``bench.launcher`` measures: it begins as the program begins.

What draws the tables of the bench is not loaded here, since the program does not load
it either.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

TRANSFER, CLAIM = "employee_transfer", "child_allowance_claim"
_TICK_MS = 5
_LOOK_MS = 300  # a tenth of what 1,200 looks an hour leave
_SCROLLS = 40


def main(data: Path, items: int, looks: int) -> None:
    """Print what the launcher takes over this store.

    Args:
        data: Folder of the store.
        items: How many items the robot in front has.
        looks: So many looks are taken in 確認.
    """
    from gui.quick_start import hurry

    hurry()
    print(json.dumps(_measure(data, items, looks)))


def _measure(data: Path, items: int, looks: int) -> dict[str, float]:
    from gui.application import make_application

    app = make_application(["launcher"])

    from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer

    from gui.main_window import MainWindow
    from rpa_suite.app.office import Office
    from rpa_suite.app.sorting import SortingDesk
    from rpa_suite.settings import Settings

    office = Office.open(Settings(data_dir=data, use_keyring=False))
    remembered = QSettings(str(data / "launcher.ini"), QSettings.Format.IniFormat)
    window = MainWindow(office, settings=remembered, sorting=SortingDesk(office))
    window.show()

    def until(ready: Callable[[], bool]) -> None:
        while not ready():
            loop = QEventLoop()
            QTimer.singleShot(_TICK_MS, loop.quit)
            loop.exec()

    until(lambda: window.robots.select(TRANSFER))
    page = window.page
    assert page is not None
    until(lambda: len(page.items.model) > 0 and page.items.table.isEnabled())
    start = time.time() - float(os.environ["BEGAN"])

    import psutil
    from PySide6.QtTest import QTest

    from gui.verify_queue import Order
    from gui.verify_window import VerifyWindow
    from rpa_suite.model.work import ItemState

    until(lambda: len(page.items.model) >= items)
    longest, last = 0.0, time.perf_counter()

    def tick() -> None:
        # Only the longest is kept: a million of them would be memory of the launcher's.
        nonlocal longest, last
        now = time.perf_counter()
        longest = max(longest, now - last)
        last = now

    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(tick)
    timer.start()
    last = time.perf_counter()
    table = page.items.table
    for _ in range(4):
        for state in (ItemState.READY, ItemState.REVIEW, None):
            page.items.chips.choose(state)
            _spin(until, 100)
    for column in range(page.items.model.columnCount()):
        table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
        _spin(until, 100)
    bar = table.verticalScrollBar()
    for step in range(_SCROLLS + 1):
        bar.setValue(bar.maximum() * step // _SCROLLS)
        _spin(until, 20)
    timer.stop()

    window.robots.select(CLAIM)
    claims = window.page
    assert claims is not None
    until(claims.verify_button.isVisible)
    claims.verify()
    (verifying,) = claims.findChildren(VerifyWindow)
    until(lambda: bool(verifying.scan.shown_for))
    verifying.bar.ways[Order.BY_FIELD].click()
    crops = []
    # Field by field every look turns to another form.
    for _ in range(looks):
        _spin(until, _LOOK_MS)
        began = time.perf_counter()
        QTest.keyClick(verifying.panel.value, Qt.Key.Key_Return)
        until(verifying.scan.view.isVisible)
        verifying.repaint()
        app.processEvents()
        crops.append((time.perf_counter() - began) * 1000)
    crops.sort()
    memory = psutil.Process().memory_full_info()
    verifying.close()
    window.close()
    window.tasks.wait()
    office.close()
    return {
        "cold_start_s": start,
        "next_crop_p50_ms": crops[len(crops) // 2],
        "next_crop_p99_ms": crops[min(len(crops) - 1, round(len(crops) * 0.99))],
        "longest_frame_ms": longest * 1000,
        "memory_mb": memory.rss / 2**20,
        "own_memory_mb": memory.uss / 2**20,
    }


def _spin(until: Callable[[Callable[[], bool]], None], milliseconds: int) -> None:
    end = time.perf_counter() + milliseconds / 1000
    until(lambda: time.perf_counter() > end)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
