"""The pictures of docs/clerk.ja.md: a clerk's day in the running program.

``python -m bench.manual`` starts the training system, works the windows as a clerk does
and writes docs/clerk/NAME.png, by day and by night, at 100 % and at 150 %.
"""

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from shiboken6 import isValid

from bench.demo.job import CLAIM, TRANSFER, TRANSFERS_CSV
from bench.windows import open_window, rest, save_picture, wait
from gui.application import make_application
from gui.item_dialog import ItemDialog
from gui.main_window import MainWindow
from gui.places import EXCEPTIONS, HOME
from gui.preview_dialog import PreviewDialog
from gui.settings_window import SettingsWindow
from gui.style import Appearance, dress
from gui.verify_queue import Order
from gui.verify_window import VerifyWindow
from rpa_suite.app.office import Office
from rpa_suite.model.staff import Role, Staff
from rpa_suite.settings import Settings
from rpa_suite.training.server import running_training_system

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "clerk"
SCAN = ROOT / "ocr_templates" / CLAIM / "samples" / "claim-0002.jpg"
_CLERK = "ichikawa"
_ROWS = 12
_SCALES = (100, 150)


def main(
    scale: Annotated[int, typer.Option(hidden=True)] = 0,
    only: Annotated[int, typer.Option(help="この倍率だけ（100・150）")] = 0,
) -> None:
    """Take every picture, in one process a scale."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    if scale:
        _work(scale)
        return
    for each in [only] if only else _SCALES:
        subprocess.run(
            [sys.executable, "-m", "bench.manual", "--scale", str(each)],
            check=True,
            cwd=ROOT,
            env={
                **os.environ,
                "QT_QPA_PLATFORM": "offscreen",
                "QT_SCALE_FACTOR": str(each / 100),
            },
        )


def _work(scale: int) -> None:
    os.chdir(ROOT)
    with (
        running_training_system(seed=1) as url,
        tempfile.TemporaryDirectory() as folder,
        _launcher(url, Path(folder)) as (window, office),
    ):
        _Day(window, office, Path(folder), scale).work()


@contextmanager
def _launcher(url: str, data: Path) -> Iterator[tuple[MainWindow, Office]]:
    sites = data / "sites.toml"
    sites.write_text(
        f'[site.training]\ntitle = "練習用業務システム"\norigin = "{url}"\n'
        'secret = "training"\nenvironment = "training"\n',
        encoding="utf-8",
    )
    os.environ.update(
        RPA_SUITE_DATA_DIR=str(data),
        RPA_SUITE_SITES_FILE=str(sites),
        RPA_SUITE_USE_KEYRING="false",
        RPA_SUITE_CREDENTIAL_TRAINING="1000001:renshu-1",
    )
    app = make_application(["launcher"])
    dress(app)
    office = Office.open(Settings(), account=lambda: _CLERK)
    remembered = QSettings(str(data / "launcher.ini"), QSettings.Format.IniFormat)
    window = MainWindow(office, settings=remembered)
    window.resize(1280, 800)
    window.show()
    try:
        yield window, office
    finally:
        for page in window.pages.made.values():
            page.control.kill()
        window.tasks.wait()
        office.close()


class _Day:
    """One day, picture by picture."""

    def __init__(
        self, window: MainWindow, office: Office, folder: Path, scale: int
    ) -> None:
        self._window = window
        self._office = office
        self._folder = folder
        self._scale = scale

    def work(self) -> None:
        """Go through the day."""
        rest(2500)
        self._shoot("main-empty", self._window)
        self._import_table()
        self._run()
        self._after()
        self._settings()
        self._errors()
        self._import_scan()
        self._places()
        self._verify()
        self._practice()

    def _import_scan(self) -> None:
        self._go_to(CLAIM)
        self._take(SCAN, "preview-scan")

    def _import_table(self) -> None:
        rows = self._folder / "異動届.csv"
        with TRANSFERS_CSV.open(encoding="cp932", newline="") as source:
            lines = list(csv.reader(source))[: _ROWS + 1]
        lines[5][0] = "123"
        with rows.open("w", encoding="cp932", newline="") as target:
            csv.writer(target).writerows(lines)
        self._go_to(TRANSFER)
        self._take(rows, "preview-table")
        self._shoot("page-ready", self._window)

    def _take(self, file: Path, picture: str) -> None:
        assert self._window.page is not None
        self._window.page.take_files([file])
        preview = open_window(PreviewDialog, seconds=400)
        rest(700)
        self._shoot(picture, preview)
        preview.import_button.click()
        wait(lambda: not isValid(preview) or not preview.isVisible())
        rest(1200)

    def _places(self) -> None:
        self._window.show_place(HOME)
        rest(900)
        self._shoot("home", self._window)
        self._window.show_place(EXCEPTIONS)
        rest(1500)
        self._shoot("exceptions", self._window)

    def _practice(self) -> None:
        self._window.show_place(HOME)
        self._window.touring.start()
        rest(900)
        self._shoot("practice", self._window)

    def _verify(self) -> None:
        self._go_to(CLAIM)
        page = self._window.page
        assert page is not None
        wait(page.verify_button.isVisible)
        page.verify()
        verifying = open_window(VerifyWindow)
        wait(lambda: bool(verifying.scan.shown_for))
        rest(700)
        self._shoot("verify", verifying)
        verifying.bar.ways[Order.BY_CHARACTER].click()
        rest(2500)
        self._shoot("verify-characters", verifying)
        verifying.close()

    def _run(self) -> None:
        self._go_to(TRANSFER)
        page = self._window.page
        assert page is not None
        page.start_run()
        page.control.live_page.open_beside()
        wait(lambda: page.panel.position.startswith("3/"), seconds=500)
        live = page.control.live_page
        wait(lambda: live.picture.has_picture, seconds=200)
        self._shoot("live-page", live)
        self._shoot("running", self._window)
        page.control.ask_to_stop()
        self._shoot("stop", open_window(QMessageBox))
        live.close()
        _close_boxes()
        wait(lambda: not page.is_running, seconds=300)
        _close_boxes()
        rest(1500)
        self._shoot("page-done", self._window)

    def _after(self) -> None:
        page = self._window.page
        assert page is not None
        done = page.items.model.index(0, 0)
        page.items.table.activated.emit(done)
        item = open_window(ItemDialog)
        rest(900)
        self._shoot("item", item)
        item.close()
        batch = page.items.batch
        assert batch is not None
        self._office.results.export_slip(batch, self._folder / "slip.pdf")
        if self._scale == _SCALES[0]:
            _shoot_pdf(self._folder / "slip.pdf", PICTURES / "slip.png")

    def _settings(self) -> None:
        for person in (
            ("市川 明子", _CLERK, {Role.OPERATOR, Role.VERIFIER, Role.ADMIN}, set()),
            ("上田 課長", "ueda", {Role.APPROVER, Role.MANAGER}, {"課税課"}),
            ("佐藤 健", "sato", {Role.OPERATOR}, {"課税課", "納税課"}),
        ):
            name, account, roles, sections = person
            self._office.store.staff.save(
                Staff(
                    account=account,
                    name=name,
                    roles=frozenset(roles),
                    sections=frozenset(sections),
                ),
                by=_CLERK,
                now=self._office.now(),
            )
        self._window.show_settings()
        settings = open_window(SettingsWindow)
        rest(900)
        names = ("settings-looks", "settings-staff", "settings-pc")
        for tab, name in enumerate(names):
            settings.tabs.setCurrentIndex(tab)
            rest(400)
            self._shoot(name, settings)
        settings.close()

    def _errors(self) -> None:
        from gui.messages import tell_error

        wrong = self._folder / "名簿.csv"
        wrong.write_bytes(b"\xff\x00\x01")
        try:
            self._office.importing.preview(TRANSFER, wrong)
        except Exception as error:
            tell_error(self._window, error)
        self._shoot("error", open_window(QMessageBox))
        _close_boxes()

    def _go_to(self, robot_id: str) -> None:
        self._window.robots.select(robot_id)
        wait(
            lambda: (
                self._window.page is not None and self._window.page.robot_id == robot_id
            )
        )
        rest(900)

    def _shoot(self, name: str, shown: QWidget) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        for kind in (Appearance.DARK, Appearance.LIGHT):
            dress(app, kind)
            rest(250)
            night = "-dark" if kind is Appearance.DARK else ""
            large = "" if self._scale == _SCALES[0] else f"-{self._scale}"
            save_picture(shown.grab(), PICTURES / f"{name}{night}{large}.png")


def _shoot_pdf(pdf: Path, path: Path) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    page = document[0].render(scale=1.4).to_pil()
    document.close()
    page.convert("RGB").quantize(64).save(path, optimize=True)


def _close_boxes() -> None:
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QMessageBox):
            each.close()


if __name__ == "__main__":
    typer.run(main)
