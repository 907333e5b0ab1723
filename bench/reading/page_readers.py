"""Programs that read whole pages without a template: PaddleOCR, RapidOCR, Tesseract."""

import csv
import io
import shutil
import subprocess
from typing import Any, Protocol

from PIL import Image

from rpa_suite.model.forms import Box
from rpa_suite.ocr.blank import MM_PER_INCH
from rpa_suite.ocr.models import find_models
from rpa_suite.ocr.paddle import FullPageReader, TextLine
from rpa_suite.ocr.pages import Page

PADDLE, RAPID, TESSERACT = "paddleocr_page", "rapidocr_page", "tesseract_page"


class PageReader(Protocol):
    """Finds and reads the lines of a page."""

    def read(self, page: Page) -> list[TextLine]:
        """Return the lines, boxes in millimetres of the page."""
        ...


class RapidPages:
    """RapidOCR's own pipeline: detection, turning, recognition, as it comes."""

    def __init__(self, threads: int) -> None:
        from rapidocr import RapidOCR

        self._engine = RapidOCR(
            params={
                "Global.log_level": "error",
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            }
        )

    def read(self, page: Page) -> list[TextLine]:
        """Return the lines of a page."""
        found: Any = self._engine(page.image[..., ::-1])
        if found.boxes is None:
            return []
        scale = MM_PER_INCH / page.dpi
        return [
            TextLine(
                text=text,
                confidence=float(score),
                box=_around(
                    [float(x) * scale for x, _ in corners],
                    [float(y) * scale for _, y in corners],
                ),
            )
            for text, score, corners in zip(
                found.txts, found.scores, found.boxes, strict=True
            )
        ]


class TesseractPages:
    """Tesseract with Japanese, words with their places; sparse text (psm 11)."""

    def read(self, page: Page) -> list[TextLine]:
        """Return the words of a page."""
        packed = io.BytesIO()
        Image.fromarray(page.image).save(packed, "PNG", compress_level=1)
        done = subprocess.run(
            ["tesseract", "-", "-", "-l", "jpn", "--psm", "11", "tsv"],
            input=packed.getvalue(),
            capture_output=True,
            check=True,
        )
        scale = MM_PER_INCH / page.dpi
        rows = csv.DictReader(
            io.StringIO(done.stdout.decode("utf-8")),
            delimiter="\t",
            quoting=csv.QUOTE_NONE,
        )
        lines = []
        for row in rows:
            if not (row["text"] or "").strip():
                continue
            left, top, width, height = (
                int(row[name]) * scale for name in ("left", "top", "width", "height")
            )
            lines.append(
                TextLine(
                    text=row["text"],
                    confidence=float(row["conf"]) / 100,
                    box=Box(left=left, top=top, width=width, height=height),
                )
            )
        return lines


def page_readers(threads: int) -> tuple[dict[str, PageReader], dict[str, str]]:
    """Return the readers that are here, and why others are not."""
    here: dict[str, PageReader] = {
        PADDLE: FullPageReader(find_models(), threads=threads),
        RAPID: RapidPages(threads),
    }
    missing: dict[str, str] = {}
    if why := _no_tesseract():
        missing[TESSERACT] = why
    else:
        here[TESSERACT] = TesseractPages()
    return here, missing


def _no_tesseract() -> str:
    advice = "apt-get install tesseract-ocr tesseract-ocr-jpn"
    if shutil.which("tesseract") is None:
        return f"Tesseract がありません（{advice}）"
    listed = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, check=False
    )
    if "jpn" not in listed.stdout.split():
        return f"Tesseract の日本語データがありません（{advice}）"
    return ""


def _around(across: list[float], down: list[float]) -> Box:
    return Box(
        left=min(across),
        top=min(down),
        width=max(across) - min(across),
        height=max(down) - min(down),
    )
