"""The picture of the readme: a scan read, the launcher at work, the system typed into.

``python -m bench.overview`` works the windows as a clerk does and writes
docs/overview.png and the single pictures beside it.
"""

import datetime as dt
import os
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from bench.demo.job import CLAIM, TRANSFER, TRANSFERS_CSV
from bench.windows import rest, wait
from gui.application import make_application
from gui.main_window import MainWindow
from gui.preview_dialog import PreviewDialog
from gui.verify_window import VerifyWindow
from rpa_suite.app.office import Office
from rpa_suite.ocr.models import find_models
from rpa_suite.ocr.overlay import draw_readings
from rpa_suite.ocr.reader import read_file
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.ocr.templates import load_templates
from rpa_suite.robots.browser import find_browser, launch_arguments
from rpa_suite.settings import Settings
from rpa_suite.training.people import make_people
from rpa_suite.training.server import running_training_system

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SCAN = ROOT / "ocr_templates" / CLAIM / "samples" / "claim-0002.jpg"
_RUN_SECONDS = 14


def main() -> None:
    """Take the pictures and put them together."""
    os.chdir(ROOT)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    DOCS.mkdir(exist_ok=True)
    with (
        running_training_system(seed=1) as url,
        tempfile.TemporaryDirectory() as data,
    ):
        _shoot_reading(DOCS / "reading.png")
        _shoot_training(url, DOCS / "training.png")
        _shoot_launcher(url, Path(data), DOCS)
    _put_together(DOCS)


def _shoot_reading(path: Path) -> None:
    templates = load_templates(Settings().templates_dir)
    (result,) = read_file(
        SCAN, templates, Recogniser(find_models()), today=dt.date(2026, 6, 30)
    )
    assert result.form is not None
    drawn = draw_readings(result.flats[1], result.form, templates[CLAIM])
    picture = Image.fromarray(drawn)
    picture.resize((picture.width // 2, picture.height // 2)).save(path)


def _shoot_training(url: str, path: Path) -> None:
    register = make_people(1)
    claimant = next(
        family[0]
        for family in register.households()
        if len(family) > 3 and family[0].standing.value == "住民"
    )
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            **launch_arguments(find_browser(""), headless=True)
        )
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        tab.goto(f"{url}/login")
        tab.fill("[name=staff]", "1000002")
        tab.fill("[name=password]", "renshu-2")
        tab.click("button")
        tab.check("#seen")
        tab.click("#go")
        tab.frame_locator("[name=menu]").get_by_text("新規認定").click()
        main_frame = tab.frame_locator("[name=main]")
        main_frame.locator("input[type=text]").fill(claimant.number)
        main_frame.get_by_role("button", name="照会").click()
        main_frame.get_by_text("児童手当 新規認定 入力").wait_for()
        tab.screenshot(path=path)
        browser.close()


def _shoot_launcher(url: str, data: Path, out: Path) -> None:
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
    office = Office.open(Settings())
    remembered = QSettings(str(data / "launcher.ini"), QSettings.Format.IniFormat)
    window = MainWindow(office, settings=remembered)
    window.resize(1280, 800)
    window.show()
    try:
        rest(1500)
        _import(window, CLAIM, SCAN, out / "launcher-scan.png")
        _shoot_verifying(window, out / "verify.png")
        _import(window, TRANSFER, TRANSFERS_CSV, out / "launcher-preview.png")
        page = window.pages.made[TRANSFER]
        page.start_run()
        rest(_RUN_SECONDS * 1000)
        window.grab().save(str(out / "launcher.png"))
        page.control.stop()
        wait(lambda: not page.is_running)
    finally:
        for page in window.pages.made.values():
            page.control.kill()
        wait(lambda: not any(page.is_running for page in window.pages.made.values()))
        window.tasks.wait()
        office.close()
        app.processEvents()


def _shoot_verifying(window: MainWindow, picture: Path) -> None:
    page = window.page
    assert page is not None
    wait(page.verify_button.isVisible)
    page.verify()
    (verifying,) = page.findChildren(VerifyWindow)
    wait(lambda: bool(verifying.scan.shown_for))
    rest(300)
    verifying.grab().save(str(picture))
    verifying.close()


def _import(window: MainWindow, robot_id: str, file: Path, picture: Path) -> None:
    window.robots.select(robot_id)
    wait(lambda: window.page is not None and window.page.robot_id == robot_id)
    assert window.page is not None
    window.page.take_files([file])
    wait(lambda: _preview() is not None)
    preview = _preview()
    assert preview is not None
    rest(500)
    preview.grab().save(str(picture))
    preview.import_button.click()
    wait(lambda: _preview() is None)
    rest(1200)


def _preview() -> PreviewDialog | None:
    return next(
        (
            w
            for w in QApplication.topLevelWidgets()
            if isinstance(w, PreviewDialog) and w.isVisible()
        ),
        None,
    )


def _put_together(folder: Path) -> None:
    """Three pictures side by side at one height, on white."""
    names = ("verify", "launcher", "training")
    height = 620
    pictures = []
    for name in names:
        picture = Image.open(folder / f"{name}.png").convert("RGB")
        width = round(picture.width * height / picture.height)
        pictures.append(picture.resize((width, height)))
    gap = 16
    whole = Image.new(
        "RGB",
        (sum(p.width for p in pictures) + gap * (len(pictures) + 1), height + 2 * gap),
        "white",
    )
    x = gap
    for picture in pictures:
        whole.paste(picture, (x, gap))
        x += picture.width + gap
    whole.save(folder / "overview.png", optimize=True)


if __name__ == "__main__":
    main()
