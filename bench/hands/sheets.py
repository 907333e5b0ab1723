"""Sheets of single cells, written, scanned and cut exactly as forms are.

``python -m bench.hands.sheets OUT --sheets 600`` writes OUT/cells-NNN.npz: both views
of every cell (uint8) and its class.  What the net learns from has gone through the same
scanner, registration and ink separation as what it will read.  Every other sheet is
written carelessly, stamped, folded and sometimes faxed, as hard forms are.
"""

import random
import tempfile
from pathlib import Path
from typing import Annotated

import cv2
import numpy as np
import typer
from numpy.typing import NDArray

from bench.forms.digits import Part, digit_images
from bench.forms.fonts import FOLDER, FONTS, HELD_OUT, can_write, font
from bench.forms.pen import INKS
from bench.forms.scanner import scan
from bench.forms.writing import PAPER_DPI
from bench.hands.strokes import draw_letter
from rpa_suite.errors import SuiteError
from rpa_suite.model.forms import Box, CellRun, FormTemplate
from rpa_suite.ocr.blank import MM_PER_INCH, render_blank
from rpa_suite.ocr.cells import views
from rpa_suite.ocr.charsets import DIGITS, kana
from rpa_suite.ocr.drawing import Layout, Text, draw_blank
from rpa_suite.ocr.flatten import flatten
from rpa_suite.ocr.ink import InkPage
from rpa_suite.ocr.lines import cell_line
from rpa_suite.ocr.pages import Page
from rpa_suite.ocr.templates import load_template

CHARACTERS = DIGITS + kana()
_DOTS = PAPER_DPI / MM_PER_INCH
_STRAY_MM, _CARELESS = 0.35, 1.8
_SMALL = frozenset("ァィゥェォッャュョ")
_OTHERS = (
    "あいうえおかきくけこさしすせそたちつてとなにの大田中山川木本正子上下年月日円無有済同"
    "〃×△ABCDEHKLMNRSTXY"
)
# Words beside the cells, of letters that hardly repeat within themselves.
_WORDS = "課税児童手当申請異動届氏名住所電話番号軽自動車登録廃車口座振替銀行支店"
_LEFT, _ROOM, _GAP = (26.0, 115.0), 74.0, 6.5
_ROWS = ((26.0, 6.0, 8.0), (38.0, 6.0, 7.2), (50.0, 5.5, 8.0), (62.0, 7.0, 9.0))


def sheet_template(folder: Path) -> FormTemplate:
    """Draw a sheet full of cells of the sizes that forms have.

    Words stand between them, for cells alone do not pin a crooked page down.
    """
    folder = folder / "sheet"
    folder.mkdir()
    rows, texts = [], []
    top, number = 36.0, 0
    draw = random.Random("sheet words")
    while top < 272.0:
        _, width, height = _ROWS[number % len(_ROWS)]
        for part, left in zip("ab", _LEFT, strict=True):
            word = "".join(draw.sample(_WORDS, 4))
            rows.append(
                f'[[field]]\nid = "row_{number}{part}"\nlabel = "{word}"\n'
                'kind = "digits"\n'
                f"cells = [[{left}, {top:.2f}, {int(_ROOM // width)}, {width},"
                f" {height}]]\n"
            )
        below = round(top + height + 5.0, 2)
        for left in range(20, 190, 17):
            word = "".join(draw.sample(_WORDS, 4))
            texts.append(Text(at=(left, below), text=word, size=9.0))
        top, number = top + height + _GAP, number + 1
    head = (
        'id = "sheet"\ncode = "SHEET"\ntitle = "sheet"\nedition = "v1"\npages = 1\n'
        "paper_mm = [210.0, 297.0]\n\n[marks]\n"
        "top_left = [8.0, 8.0, 6.0, 6.0]\n"
        "top_right = [196.0, 8.0, 6.0, 6.0]\n"
        "bottom_left = [8.0, 283.0, 6.0, 6.0]\n"
        "bottom_right = [196.0, 283.0, 6.0, 6.0]\n"
        "\n[qr]\nbox = [180.0, 16.0, 15.0, 15.0]\n\n"
    )
    (folder / "template.toml").write_text(head + "\n".join(rows), encoding="utf-8")
    (folder / "layout.toml").write_text("", encoding="utf-8")
    template = load_template(folder)
    draw_blank(template, Layout(text=tuple(texts)), folder / "blank.pdf")
    return template


class Writer:
    """One person's way of writing, for one sheet."""

    def __init__(self, draw: random.Random, *, digits: Part) -> None:
        self.draw = draw
        self.real = digit_images(digits)
        self.fonts = [
            n for n in FONTS if n not in HELD_OUT and (FOLDER / f"{n}.ttf").exists()
        ]
        self.font = draw.choice(self.fonts)
        self.by_stroke = draw.random() < 0.55
        self.slant = draw.gauss(0, 0.10)
        self.size = draw.uniform(0.62, 0.92)
        self.small = draw.uniform(0.55, 0.80)
        self.unsteady = draw.uniform(0.0, 1.0)

    def digit(self, digit: str, height: int) -> NDArray[np.float32]:
        """Return the ink of a digit: most are real ones."""
        kind = self.draw.random()
        if kind < 0.8:
            images = self.real[int(digit)]
            image = images[self.draw.randrange(len(images))].astype(np.float32) / 255
            side = max(8, round(height * self.draw.uniform(0.7, 1.05)))
            grown = cv2.resize(image, (side, side), interpolation=cv2.INTER_CUBIC)
            low = self.draw.uniform(0.2, 0.45)
            ink = np.clip((grown - low) / 0.30, 0, 1).astype(np.float32)
            return self._bent(ink)
        return self.letter(digit, height)

    def letter(self, char: str, height: int) -> NDArray[np.float32]:
        """Return the ink of a letter, by strokes or from a font."""
        size = round(height * self.size * self.draw.uniform(0.9, 1.1))
        ink = draw_letter(char, max(10, size), self.draw) if self.by_stroke else None
        if ink is None:
            ink = self._printed(char, max(10, size))
        return self._bent(ink)

    def _printed(self, char: str, size: int) -> NDArray[np.float32]:
        from PIL import Image, ImageDraw

        name = self.font if can_write(self.font, char) else "klee-one"
        canvas = Image.new("L", (size * 3 // 2, size * 3 // 2), 0)
        ImageDraw.Draw(canvas).text(
            (size * 3 // 4, size * 3 // 4),
            char,
            font=font(name, size),
            fill=255,
            anchor="mm",
        )
        ink = np.asarray(canvas)
        change = self.draw.random()
        if change < 0.4:
            ink = np.asarray(cv2.dilate(ink, np.ones((2, 2), np.uint8)), np.uint8)
        elif change < 0.5:
            ink = np.asarray(cv2.erode(ink, np.ones((2, 2), np.uint8)), np.uint8)
        return ink.astype(np.float32) / np.float32(255)

    def _bent(self, ink: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shear, stretch, turn and wave the ink a little."""
        height, width = ink.shape
        grown = cv2.copyMakeBorder(
            ink, *(max(height, width) // 4,) * 4, cv2.BORDER_CONSTANT
        )
        tall, wide = grown.shape
        angle = self.draw.gauss(0, 0.07)
        shear = self.slant + self.draw.gauss(0, 0.05)
        across, down = self.draw.uniform(0.85, 1.12), self.draw.uniform(0.88, 1.12)
        matrix = np.array(
            [
                [across * np.cos(angle), shear - np.sin(angle)],
                [np.sin(angle), down * np.cos(angle)],
            ]
        )
        middle = np.array([wide / 2, tall / 2])
        offset = middle - matrix @ middle
        grown = cv2.warpAffine(
            grown,
            np.column_stack((matrix, offset)),
            (wide, tall),
            flags=cv2.INTER_LINEAR,
        )
        noise = np.random.default_rng(self.draw.getrandbits(32))
        reach = wide / self.draw.uniform(4, 8)
        swing = self.unsteady * wide * 0.35
        wave = [
            cv2.GaussianBlur(
                noise.uniform(-1, 1, size=(tall, wide)).astype(np.float32),
                (0, 0),
                reach,
            )
            * swing
            for _ in "xy"
        ]
        ys, xs = np.mgrid[0:tall, 0:wide]
        return np.asarray(
            cv2.remap(
                grown,
                (xs + wave[0]).astype(np.float32),
                (ys + wave[1]).astype(np.float32),
                cv2.INTER_LINEAR,
            ),
            np.float32,
        )


def write_sheet(
    template: FormTemplate, draw: random.Random, *, digits: Part, hard: bool
) -> tuple[NDArray[np.uint8], dict[tuple[str, int], int]]:
    """Return a filled sheet and, for each (field, cell), the class written there."""
    stray = _STRAY_MM * (_CARELESS if hard else 1.0)
    paper = render_blank(template, dpi=PAPER_DPI).astype(np.float32)
    sheet = np.zeros(paper.shape[:2], np.float32)
    writer = Writer(draw, digits=digits)
    truth: dict[tuple[str, int], int] = {}
    for field in template.fields:
        run = field.cells[0]
        writer_kind = draw.random()
        for index in range(run.count):
            kind = draw.random()
            cell = run.cell(index)
            height = round(cell.height * _DOTS)
            if kind < 0.07:
                ink, label = _other(writer, draw, height), len(CHARACTERS)
            elif writer_kind < 0.6:
                char = draw.choice(DIGITS)
                ink, label = writer.digit(char, height), CHARACTERS.index(char)
            else:
                char = draw.choice(kana())
                room = round(min(cell.width, cell.height) * _DOTS * 1.05)
                ink = writer.letter(char, room)
                if char in _SMALL and not writer.by_stroke:
                    ink = _resized(ink, writer.small / 0.75)
                label = CHARACTERS.index(char)
            _stamp(sheet, ink, cell, draw, stray=stray)
            truth[field.id, index] = label
    ink_name = draw.choices(list(INKS), (3, 3, 3) if hard else (5, 3, 2))[0]
    colour, strength = INKS[ink_name]
    noise = np.random.default_rng(draw.getrandbits(32))
    pressure = 0.8 + 0.2 * np.clip(noise.normal(0.5, 0.4, sheet.shape), 0, 1)
    alpha = (sheet * strength * pressure.astype(np.float32))[..., None]
    mixed = paper * (1 - alpha) + np.array(colour, np.float32) * alpha
    return np.clip(mixed, 0, 255).astype(np.uint8), truth


def _resized(ink: NDArray[np.float32], scale: float) -> NDArray[np.float32]:
    return np.asarray(cv2.resize(ink, None, fx=scale, fy=scale), np.float32)


def _other(writer: Writer, draw: random.Random, height: int) -> NDArray[np.float32]:
    """Return what is no single digit or kana: a struck digit, two in one, a sign."""
    kind = draw.random()
    if kind < 0.35:
        return writer.letter(draw.choice(_OTHERS), round(height * 0.8))
    ink = (
        writer.digit(draw.choice(DIGITS), height)
        if draw.random() < 0.6
        else writer.letter(draw.choice(kana()), round(height * 0.8))
    )
    if kind < 0.75:
        tall, wide = ink.shape
        for _ in range(draw.choice((1, 2, 2))):
            y = round(tall * draw.uniform(0.35, 0.65))
            lean = round(tall * draw.uniform(-0.15, 0.15))
            cv2.line(
                ink,
                (0, y - lean),
                (wide - 1, y + lean),
                (1.0,),
                max(2, height // 24),
                cv2.LINE_AA,
            )
        return ink
    second = writer.digit(draw.choice(DIGITS), round(height * 0.8))
    room = np.zeros(
        (max(ink.shape[0], second.shape[0]), max(ink.shape[1], second.shape[1])),
        np.float32,
    )
    for each in (ink, second):
        top, left = (
            (room.shape[0] - each.shape[0]) // 2,
            (room.shape[1] - each.shape[1]) // 2,
        )
        part = room[top : top + each.shape[0], left : left + each.shape[1]]
        np.maximum(part, each, out=part)
    return room


def _stamp(
    sheet: NDArray[np.float32],
    ink: NDArray[np.float32],
    cell: Box,
    draw: random.Random,
    *,
    stray: float,
) -> None:
    x = cell.left + cell.width / 2 + draw.gauss(0, stray)
    y = cell.top + cell.height / 2 + draw.gauss(0, stray)
    rows, columns = (
        np.flatnonzero(ink.max(axis=1) > 0.2),
        np.flatnonzero(ink.max(axis=0) > 0.2),
    )
    if not len(rows) or not len(columns):
        return
    height, width = ink.shape
    left, top = round(x * _DOTS - width / 2), round(y * _DOTS - height / 2)
    target = sheet[top : top + height, left : left + width]
    np.maximum(target, ink[: target.shape[0], : target.shape[1]], out=target)


def cells_of(
    template: FormTemplate,
    draw: random.Random,
    *,
    digits: Part = Part.LEARN,
    hard: bool = False,
) -> tuple[NDArray[np.uint8], NDArray[np.int16]]:
    """Write, scan and cut one sheet: views (n, 2, side, side) and classes (n,).

    ``hard``: written carelessly, stamped, folded, faxed as hard forms are.
    """
    paper, truth = write_sheet(template, draw, digits=digits, hard=hard)
    image = scan(paper, PAPER_DPI, draw, hard=hard).convert("RGB")
    dpi = 200 if image.width < 2200 else 300
    page = Page(image=np.asarray(image), dpi=float(dpi), number=1, total=1)
    ink = InkPage(flatten(page, template), template)
    pieces, labels = [], []
    for field in template.fields:
        run: CellRun = field.cells[0]
        line = cell_line(ink, (run,))
        at = iter(line.pieces)
        for index, written in enumerate(line.written):
            if written:
                pieces.append(next(at))
                labels.append(truth[field.id, index])
    return np.round(views(pieces) * 255).astype(np.uint8), np.array(labels, np.int16)


def main(
    out: Annotated[Path, typer.Argument(help="置き場")],
    sheets: Annotated[int, typer.Option(help="枚数")] = 600,
    seed: Annotated[int, typer.Option(help="種")] = 71000,
    digits: Annotated[Part, typer.Option(help="実物の数字")] = Part.LEARN,
) -> None:
    """Write sheets of cells to learn from, or (``tune``) to judge a net by."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        template = sheet_template(Path(folder))
        for number in range(seed, seed + sheets):
            target = out / f"cells-{number}.npz"
            if target.exists():
                continue
            try:
                images, labels = cells_of(
                    template,
                    random.Random(f"sheet/{number}"),
                    digits=digits,
                    hard=number % 2 == 1,
                )
            except SuiteError as error:  # a page too crumpled to lay straight
                print(number, error)
                continue
            np.savez_compressed(target, images=images, labels=labels)


if __name__ == "__main__":
    typer.run(main)
