"""A clerk's day: import, verify, run, results, exceptions, settings, practice."""

import csv
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QTableWidget
from shiboken6 import isValid

from bench.demo.job import CLAIM, TRANSFER, TRANSFERS_CSV
from bench.manual.camera import BY_NIGHT, EVERY, LOOK, Camera
from bench.manual.program import CLERK, Program, close_boxes, running_program
from bench.windows import open_window, rest, wait
from gui.discrepancy_dialog import DiscrepancyDialog
from gui.item_dialog import ItemDialog
from gui.places import EXCEPTIONS, HOME
from gui.preview_dialog import PreviewDialog
from gui.settings_window import SettingsWindow
from gui.verify_window import VerifyWindow
from rpa_suite.model.staff import Role, Staff
from rpa_suite.model.work import ItemState

ROOT = Path(__file__).parents[2]
SCAN = ROOT / "ocr_templates" / CLAIM / "samples" / "claim-0002.jpg"
_ROWS = 12


def take_day(camera: Camera) -> None:
    """Take the pictures of a day."""
    with running_program(camera) as program:
        _Day(program, camera).work()


class _Day:
    """One day, picture by picture."""

    def __init__(self, program: Program, camera: Camera) -> None:
        self._program = program
        self._window = program.window
        self._office = program.office
        self._folder = program.folder
        self._camera = camera

    def work(self) -> None:
        """Go through the day."""
        self._camera.shoot("clerk/main-empty", self._window, BY_NIGHT)
        self._import_table()
        self._run()
        self._after()
        self._differences()
        self._settings()
        self._errors()
        self._import_scan()
        self._places()
        self._verify()
        self._practice()

    def _import_scan(self) -> None:
        self._program.go_to(CLAIM)
        self._take(SCAN, "preview-scan")

    def _import_table(self) -> None:
        rows = self._folder / "異動届.csv"
        with TRANSFERS_CSV.open(encoding="cp932", newline="") as source:
            lines = list(csv.reader(source))[: _ROWS + 1]
        lines[5][0] = "123"
        with rows.open("w", encoding="cp932", newline="") as target:
            csv.writer(target).writerows(lines)
        self._program.go_to(TRANSFER)
        self._take(rows, "preview-table")
        self._camera.shoot("clerk/page-ready", self._window, BY_NIGHT)

    def _take(self, file: Path, picture: str) -> None:
        assert self._window.page is not None
        self._window.page.take_files([file])
        preview = open_window(PreviewDialog, seconds=400)
        rest(700)
        wanted = EVERY if picture == "preview-table" else BY_NIGHT
        self._camera.shoot(f"clerk/{picture}", preview, wanted)
        preview.import_button.click()
        wait(lambda: not isValid(preview) or not preview.isVisible())
        rest(1200)

    def _places(self) -> None:
        self._window.show_place(HOME)
        rest(900)
        self._camera.shoot("clerk/home", self._window, EVERY)
        self._window.show_place(EXCEPTIONS)
        rest(1500)
        self._camera.shoot("clerk/exceptions", self._window, BY_NIGHT)

    def _practice(self) -> None:
        self._window.show_place(HOME)
        self._window.touring.start()
        rest(900)
        self._camera.shoot("clerk/practice", self._window, BY_NIGHT)

    def _verify(self) -> None:
        self._program.go_to(CLAIM)
        page = self._window.page
        assert page is not None
        wait(page.verify_button.isVisible)
        page.verify()
        verifying = open_window(VerifyWindow)
        wait(lambda: bool(verifying.scan.shown_for))
        rest(700)
        self._camera.shoot("clerk/verify", verifying, EVERY)
        verifying.close()

    def _run(self) -> None:
        self._program.go_to(TRANSFER)
        page = self._window.page
        assert page is not None
        page.start_run()
        page.control.live_page.open_beside()
        wait(lambda: page.panel.position.startswith("3/"), seconds=500)
        live = page.control.live_page
        wait(lambda: live.picture.has_picture, seconds=200)
        self._camera.shoot("clerk/live-page", live, BY_NIGHT)
        self._camera.shoot("clerk/running", self._window, EVERY)
        page.control.ask_to_stop()
        self._camera.shoot("clerk/stop", open_window(QMessageBox), BY_NIGHT)
        live.close()
        close_boxes()
        wait(lambda: not page.is_running, seconds=300)
        close_boxes()
        rest(1500)
        self._camera.shoot("clerk/page-done", self._window, BY_NIGHT)

    def _after(self) -> None:
        page = self._window.page
        assert page is not None
        done = page.items.model.index(0, 0)
        page.items.table.activated.emit(done)
        item = open_window(ItemDialog)
        rest(900)
        self._camera.shoot("clerk/item", item, BY_NIGHT)
        item.close()
        batch = page.items.batch
        assert batch is not None
        self._office.results.export_slip(batch, self._folder / "slip.pdf")
        self._camera.shoot_pdf("clerk/slip", self._folder / "slip.pdf")

    def _differences(self) -> None:
        """Say what the system's list would say after somebody changed it there."""
        store = self._office.store
        done = [
            each
            for each in store.items.find(robot_id=TRANSFER)
            if each.state is ItemState.DONE and each.receipt
        ]
        run = store.runs.last().get(TRANSFER)
        assert run is not None
        absent, different = done[1], done[3]
        store.discrepancies.record(
            run.id,
            absent={str(absent.receipt): absent.id},
            different={str(different.receipt): (different.id, ["新住所", "徴収方法"])},
            unknown={"TI08-00000917-3"},
            now=self._office.now(),
        )
        self._window.refresh()
        page = self._window.page
        assert page is not None
        wait(page.mismatch_button.isVisible)
        self._camera.shoot("clerk/page-differences", self._window, LOOK)
        page.mismatch_button.click()
        dialog = open_window(DiscrepancyDialog)
        rest(900)
        self._camera.shoot("clerk/differences", dialog, BY_NIGHT)
        for left in range(dialog.table.rowCount() - 1, -1, -1):
            dialog.note.setText("業務システムで登録し直した")
            dialog.settle()
            wait(partial(_has_rows, dialog.table, left))
        self._camera.shoot("clerk/differences-none", dialog, LOOK)
        dialog.close()
        rest(900)

    def _settings(self) -> None:
        for person in (
            ("市川 明子", CLERK, {Role.OPERATOR, Role.VERIFIER, Role.ADMIN}, set()),
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
                by=CLERK,
                now=self._office.now(),
            )
        self._window.show_settings()
        settings = open_window(SettingsWindow)
        rest(900)
        # The last one tells the places of this PC: nothing for a manual.
        pictures = (
            ("settings-looks", BY_NIGHT),
            ("settings-staff", BY_NIGHT),
            ("settings-pc", LOOK),
        )
        for tab, (name, wanted) in enumerate(pictures):
            settings.tabs.setCurrentIndex(tab)
            rest(400)
            self._camera.shoot(f"clerk/{name}", settings, wanted)
        settings.close()

    def _errors(self) -> None:
        from gui.messages import tell_error

        wrong = self._folder / "名簿.csv"
        wrong.write_bytes(b"\xff\x00\x01")
        try:
            self._office.importing.preview(TRANSFER, wrong)
        except Exception as error:
            tell_error(self._window, error)
        self._camera.shoot("clerk/error", open_window(QMessageBox), BY_NIGHT)
        close_boxes()
        self._window.searching.find("TI08-00000999-9")
        self._camera.shoot("clerk/search-none", open_window(QMessageBox), LOOK)
        close_boxes()


def _has_rows(table: QTableWidget, count: int) -> bool:
    return table.rowCount() == count
