"""The bundle's result and the tray, in real windows over a real office."""

import io

import pytest
from PIL import Image
from PySide6.QtCore import QSettings

from gui.main_window import MainWindow
from gui.sorting import SortedDialog
from gui.tray_dialog import TrayDialog
from rpa_suite.app.office import Office
from rpa_suite.app.sorting import Sorted, SortingDesk
from rpa_suite.settings import Settings
from rpa_suite.store import TrayDraft


def picture() -> bytes:
    page = io.BytesIO()
    Image.new("RGB", (827, 1170), (240, 240, 236)).save(page, "JPEG")
    return page.getvalue()


@pytest.fixture
def office(tmp_path):
    opened = Office.open(Settings(data_dir=tmp_path, use_keyring=False))
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot, office, tmp_path):
    settings = QSettings(str(tmp_path / "launcher.ini"), QSettings.Format.IniFormat)
    shown = MainWindow(office, settings=settings, sorting=SortingDesk(office))
    qtbot.addWidget(shown)
    shown.show()
    yield shown
    shown.tasks.wait()


def drafts() -> list[TrayDraft]:
    return [
        TrayDraft(
            page=5, template_id="", reason="合う帳票がありません。", picture=picture()
        ),
        TrayDraft(
            page=6,
            template_id="nursery_application",
            reason="1 ページ目がありません。",
            picture=picture(),
        ),
    ]


def test_the_tray_shows_pages_and_throws_one_away(qtbot, office, window):
    office.store.tray.add(
        drafts(),
        source_name="束.pdf",
        source_sha256="0" * 64,
        who="受付",
        now=office.now(),
    )
    window.show_tray()
    tray = window.findChild(TrayDialog)
    qtbot.waitUntil(lambda: tray.table.rowCount() == 2, timeout=15_000)
    assert tray.table.item(0, 2).text() == "合う帳票がありません。"
    assert not tray.discard_button.isEnabled()

    # Nothing is proposed for a page that fits no form.
    assert not tray.assign_button.isEnabled()

    tray.table.selectRow(1)
    assert tray.form.currentData() == "nursery_application"
    tray.table.selectRow(0)
    tray.why.setText("送付状")
    tray.discard_button.click()

    qtbot.waitUntil(lambda: tray.table.rowCount() == 1, timeout=15_000)
    (gone,) = office.store.tray.find(settled=True)
    assert gone.note == "破棄: 送付状"


def test_what_goes_to_the_tray_is_told_before_and_stored_after(qtbot, office, window):
    shown = Sorted(
        path=office.settings.data_dir / "束.pdf",
        sha256="1" * 64,
        previews=(),
        unsorted=tuple(drafts()),
    )
    dialog = SortedDialog(shown, SortingDesk(office).titles, window)
    qtbot.addWidget(dialog)
    dialog.show()

    assert dialog.table.rowCount() == 2
    assert dialog.table.item(1, 1).text() == "6 ページ目"
    with qtbot.waitSignal(dialog.import_wanted):
        dialog.import_button.click()
