"""The demo's pictures: a scan with its readings, a completion screen, the KPI page."""

from pathlib import Path

import cv2
import numpy as np
from PIL import Image
from playwright.sync_api import sync_playwright

from bench.demo.job import Job
from rpa_suite.kpi.example import example_figures
from rpa_suite.kpi.page import render_html
from rpa_suite.model.work import Environment, ItemState
from rpa_suite.ocr.flatten import FlatPage
from rpa_suite.ocr.overlay import draw_readings
from rpa_suite.robots.browser import find_browser, launch_arguments


def save(job: Job, out: Path) -> None:
    """Write the pictures into ``out``."""
    _scan_with_readings(job, out / "1-reading.png")
    _completion(job, out / "2-completed.jpg")
    _kpi(job, out / "3-kpi.png")
    _example(job, out / "4-kpi-example.png")


def _scan_with_readings(job: Job, path: Path) -> None:
    read = next(r for r in job.read if r.row and r.row.form)
    assert read.row is not None
    assert read.row.form is not None
    pixels = cv2.imdecode(np.frombuffer(read.row.pages[1], np.uint8), cv2.IMREAD_COLOR)
    flat = FlatPage(
        image=np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB), np.uint8),
        dots_per_mm=200 / 25.4,
        residual_mm=read.row.form.residual_mm,
    )
    template = job.office.templates[read.row.form.template_id]
    Image.fromarray(draw_readings(flat, read.row.form, template)).save(path)


def _completion(job: Job, path: Path) -> None:
    """Take the masked completion screenshot out of the sealed evidence."""
    for item in job.items():
        if item.state is ItemState.DONE:
            for ref in job.office.store.evidence.of_item(item.id):
                if ref.kind == "completed":
                    path.write_bytes(job.office.store.evidence.read(ref))
                    return


def _kpi(job: Job, path: Path) -> None:
    title = "練習の集計（KPIに算入しない）"
    shown = job.office.savings.kpi(Environment.TRAINING)
    _shoot(job, render_html(shown, title=title), path)


def _example(job: Job, path: Path) -> None:
    """The plan's own years, worked out: 12 業務 with 493 hours, 16 with 600."""
    title = "計算例: 令和2・3年度（件数は架空）"
    _shoot(job, render_html(example_figures(), title=title), path)


def _shoot(job: Job, html: str, path: Path) -> None:
    page = path.with_suffix(".html")
    page.write_text(html, encoding="utf-8")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            **launch_arguments(find_browser(job.office.settings.browser), headless=True)
        )
        tab = browser.new_page(viewport={"width": 1100, "height": 800})
        tab.goto(page.as_uri())
        tab.screenshot(path=path, full_page=True)
        browser.close()
