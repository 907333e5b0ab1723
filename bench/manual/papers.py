"""A clerk's rarer windows: bundles, the tray, a sender's columns, approval."""

import csv
from functools import partial
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PySide6.QtWidgets import QTableWidget

from bench.demo.job import CLAIM, TRANSFER, TRANSFERS_CSV
from bench.manual.camera import BY_NIGHT, LOOK, Camera
from bench.manual.program import Program, close_boxes, running_program
from bench.windows import open_window, rest, wait
from gui.approval_dialog import ApprovalDialog
from gui.column_dialog import ColumnDialog
from gui.places import HOME
from gui.preview_dialog import PreviewDialog
from gui.reading_dialog import ReadingDialog
from gui.sorting import SortedDialog
from gui.tray_dialog import TrayDialog
from gui.verify_queue import Order
from gui.verify_window import VerifyWindow

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "ocr_templates"
LETTER_FONT = ROOT / ".cache" / "fonts" / "klee-one.ttf"
PLACEMENT = "placement_result"
_SCANS = (
    "moped_registration/samples/registration-0002.jpg",
    "wage_report/samples/report-0002.jpg",
    "employee_transfer_notice/samples/notice-0002.jpg",
)
_DPI = 300
_TWO_PAGES = "nursery_application/samples/application-0002.pdf"
_CLAIMS = ("claim-0001.tif", "claim-0002.jpg", "claim-0003.pdf")
_RENAMED = {"氏名": "従業員の氏名", "異動年月日": "発令日"}
_LETTER = (
    "送付状",
    "",
    "大田区役所　御中",
    "",
    "下記の書類をお送りします。",
    "ご査収のほど、よろしくお願いいたします。",
    "",
    "　原動機付自転車の標識交付申請書　1枚",
    "　給与支払報告書　1枚",
    "　異動届出書　1枚",
    "",
    "　　　　　　　　架空商事株式会社　総務部",
)


def take_papers(camera: Camera) -> None:
    """Take the pictures of what does not come every day."""
    with running_program(camera) as program:
        papers = _Papers(program, camera)
        papers.approve()
        papers.take_notices()
        papers.name_columns()
        papers.sort()
        papers.empty_tray()
        papers.verify_characters()


class _Papers:
    def __init__(self, program: Program, camera: Camera) -> None:
        self._program = program
        self._window = program.window
        self._office = program.office
        self._camera = camera

    def approve(self) -> None:
        """An import by one person waits for another."""
        importing = self._office.importing
        rows = ROOT / "robots" / PLACEMENT / "samples" / "rows.csv"
        importing.import_preview(importing.preview(PLACEMENT, rows), operator="sato")
        self._window.refresh()
        self._program.go_to(PLACEMENT)
        page = self._window.page
        assert page is not None
        wait(page.approval.isVisible)
        rest(700)
        self._camera.shoot("clerk/approval", self._window, BY_NIGHT)
        page.approval.ask()
        sheet = open_window(ApprovalDialog)
        rest(500)
        self._camera.shoot("clerk/approval-sheet", sheet, BY_NIGHT)
        sheet.agree_button.click()
        wait(page.approval.isHidden)

    def take_notices(self) -> None:
        """The 業務 that was approved prints a notice with each entry."""
        page = self._window.page
        assert page is not None
        page.start_run()
        wait(lambda: page.is_running)
        wait(lambda: not page.is_running, seconds=500)
        close_boxes()
        rest(1500)
        self._camera.shoot("clerk/notices", self._window, BY_NIGHT)
        batch = page.items.batch
        assert batch is not None
        pdf = self._program.folder / "notices.pdf"
        self._office.results.export_papers(batch, pdf)
        self._camera.shoot_pdf("clerk/notices-pdf", pdf)

    def name_columns(self) -> None:
        """A sender calls two columns otherwise."""
        path = self._program.folder / "異動者一覧_架空商事.csv"
        with TRANSFERS_CSV.open(encoding="cp932", newline="") as source:
            header, *body = list(csv.reader(source))[:6]
        with path.open("w", encoding="utf-8-sig", newline="") as target:
            csv.writer(target).writerows([[_RENAMED.get(h, h) for h in header], *body])
        self._program.go_to(TRANSFER)
        assert self._window.page is not None
        self._window.page.take_files([path])
        asking = open_window(ColumnDialog, seconds=200)
        rest(500)
        self._camera.shoot("clerk/columns", asking, BY_NIGHT)
        box = asking.boxes["異動年月日"]
        box.setCurrentIndex(box.findData("発令日"))
        asking.take_button.click()
        preview = open_window(PreviewDialog, seconds=200)
        rest(500)
        self._camera.shoot("clerk/columns-read", preview, LOOK)
        preview.reject()
        rest(500)

    def sort(self) -> None:
        """Five pages of several forms, one of them a letter, one without its second."""
        bundle = self._program.folder / "6月3日の郵便.pdf"
        _make_bundle(bundle)
        self._window.show_place(HOME)
        self._window.sort_bundle(bundle)
        reading = open_window(ReadingDialog)
        rest(4000)
        if reading.isVisible():
            self._camera.shoot("clerk/reading", reading, LOOK)
        dialog = open_window(SortedDialog, seconds=500)
        rest(500)
        self._camera.shoot("clerk/sorting", dialog, BY_NIGHT)
        dialog.import_button.click()
        wait(lambda: bool(self._office.store.tray.find()))
        rest(1200)

    def empty_tray(self) -> None:
        """Look at what could not be placed, and throw the letter away."""
        self._window.show_tray()
        tray = open_window(TrayDialog)
        wait(lambda: tray.table.rowCount() > 0)
        rest(2000)
        self._camera.shoot("clerk/tray", tray, BY_NIGHT)
        for left in range(tray.table.rowCount() - 1, -1, -1):
            tray.why.setText("送付状")
            tray.discard()
            wait(partial(_has_rows, tray.table, left))
            rest(300)
        self._camera.shoot("clerk/tray-empty", tray, LOOK)
        tray.close()

    def verify_characters(self) -> None:
        """Look at what was read as the same character on several forms."""
        importing = self._office.importing
        for name in _CLAIMS:
            scan = TEMPLATES / CLAIM / "samples" / name
            importing.import_preview(importing.preview(CLAIM, scan), operator="sato")
        self._window.refresh()
        self._program.go_to(CLAIM)
        page = self._window.page
        assert page is not None
        wait(page.verify_button.isVisible)
        page.verify()
        verifying = open_window(VerifyWindow)
        wait(lambda: bool(verifying.scan.shown_for))
        verifying.bar.ways[Order.BY_CHARACTER].click()
        rest(2500)
        self._camera.shoot("clerk/verify-characters", verifying, BY_NIGHT)
        verifying.close()


def _has_rows(table: QTableWidget, count: int) -> bool:
    return table.rowCount() == count


def _make_bundle(path: Path) -> None:
    import pypdfium2

    pages = [Image.open(TEMPLATES / each).convert("RGB") for each in _SCANS]
    document = pypdfium2.PdfDocument(TEMPLATES / _TWO_PAGES)
    pages.append(document[0].render(scale=_DPI / 72).to_pil().convert("RGB"))
    document.close()
    pages.insert(0, _letter(pages[0].size))
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=_DPI)


def _letter(size: tuple[int, int]) -> Image.Image:
    page = Image.new("RGB", size, (250, 249, 246))
    pen = ImageDraw.Draw(page)
    step = size[1] // 26
    font = ImageFont.truetype(str(LETTER_FONT), step // 2)
    for row, line in enumerate(_LETTER):
        pen.text((size[0] // 8, step * (3 + row)), line, fill="#2a2d33", font=font)
    return page
