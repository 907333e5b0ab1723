"""Three forms in other layouts than the shipped ones, drawn with their truth.

They were drawn to be looked at once: nothing of the proposals is fitted to them.  All
are black on white, as offices print them: a grid whose labels have cells of their own,
a sheet with columns and their heads, and a dense sheet without registration marks.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from rpa_suite.model.forms import Box, CellRun, Field, FieldKind, MarkStyle, Option
from rpa_suite.ocr.drawing import draw_marks
from rpa_suite.ocr.pdf_font import PDF_FONT, register_pdf_font

_MARKS = {
    "top_left": Box(left=8, top=8, width=6, height=6),
    "top_right": Box(left=196, top=8, width=6, height=6),
    "bottom_left": Box(left=8, top=283, width=6, height=6),
    "bottom_right": Box(left=196, top=283, width=6, height=6),
}
_WIDTH, _HEIGHT = 210.0, 297.0


@dataclass
class _Paper:
    """Draws and keeps the truth; millimetres from the top left."""

    canvas: Canvas
    fields: list[Field] = field(default_factory=list)

    def rectangle(self, left: float, top: float, width: float, height: float) -> Box:
        self.canvas.rect(
            left * mm, (_HEIGHT - top - height) * mm, width * mm, height * mm
        )
        return Box(left=left, top=top, width=width, height=height)

    def say(self, text: str, left: float, base: float, size: float = 8) -> float:
        """Print text; returns where it ends."""
        self.canvas.setFont(PDF_FONT, size)
        self.canvas.drawString(left * mm, (_HEIGHT - base) * mm, text)
        return left + float(pdfmetrics.stringWidth(text, PDF_FONT, size)) / mm

    def label(
        self, text: str, left: float, top: float, width: float, height: float
    ) -> None:
        """A cell with its words in the middle."""
        self.rectangle(left, top, width, height)
        size = min(8.0, 8.0 * (width - 1) / max(1.0, len(text) * 2.83))
        wide = float(pdfmetrics.stringWidth(text, PDF_FONT, size)) / mm
        self.say(text, left + (width - wide) / 2, top + height / 2 + 1.1, size)

    def box(
        self,
        name: str,
        label: str,
        at: tuple[float, float, float, float],
        kind: FieldKind = FieldKind.TEXT,
    ) -> None:
        self.fields.append(
            Field(id=name, label=label, kind=kind, box=self.rectangle(*at))
        )

    def cells(
        self,
        name: str,
        label: str,
        kind: FieldKind,
        runs: list[tuple[float, float, int, float, float]],
        options: tuple[Option, ...] = (),
    ) -> None:
        made = []
        for left, top, count, width, height in runs:
            run = CellRun(
                left=left, top=top, count=count, cell_width=width, cell_height=height
            )
            for place in range(count):
                cell = run.cell(place)
                self.rectangle(cell.left, cell.top, cell.width, cell.height)
            made.append(run)
        self.fields.append(
            Field(id=name, label=label, kind=kind, cells=tuple(made), options=options)
        )

    def words(
        self, words: tuple[str, ...], left: float, base: float, gap: float, size: float
    ) -> tuple[Option, ...]:
        """Print choices in a row; returns where they are ringed."""
        options = []
        for word in words:
            end = self.say(word, left, base, size)
            width = max(6.0, len(word) * 3.2 + 2.8)
            middle = (left + end) / 2
            options.append(
                Option(
                    value=word,
                    label=word,
                    box=Box(
                        left=middle - width / 2,
                        top=base - 1.05 - 3,
                        width=width,
                        height=6,
                    ),
                )
            )
            left = end + gap
        return tuple(options)

    def choice(
        self,
        name: str,
        label: str,
        words: tuple[str, ...],
        left: float,
        base: float,
        *,
        gap: float = 5.0,
        size: float = 9.0,
    ) -> None:
        options = self.words(words, left, base, gap, size)
        self.fields.append(
            Field(id=name, label=label, kind=FieldKind.CHOICE, options=options)
        )

    def ticks(
        self, name: str, label: str, words: tuple[str, ...], left: float, top: float
    ) -> None:
        options = []
        for word in words:
            box = self.rectangle(left, top, 3.5, 3.5)
            options.append(Option(value=word, label=word, box=box))
            left = self.say(word, left + 4.5, top + 2.9, 8) + 4
        self.fields.append(
            Field(
                id=name,
                label=label,
                kind=FieldKind.CHOICE,
                options=tuple(options),
                mark_style=MarkStyle.TICK,
            )
        )

    def check(self, name: str, label: str, left: float, top: float) -> None:
        box = self.rectangle(left, top, 3.5, 3.5)
        self.say(label, left + 4.5, top + 2.9, 8)
        self.fields.append(Field(id=name, label=label, kind=FieldKind.CHECK, box=box))


def _date(
    paper: _Paper,
    name: str,
    label: str,
    left: float,
    top: float,
    options: tuple[Option, ...] = (),
) -> None:
    runs = [(left + step, top, 2, 5.5, 7.0) for step in (0.0, 15.0, 30.0)]
    paper.cells(name, label, FieldKind.DATE, runs, options)
    for step, unit in ((11.5, "年"), (26.5, "月"), (41.5, "日")):
        paper.say(unit, left + step, top + 4.8, 8)


def school_grid(paper: _Paper) -> None:
    """A grid: every label has a cell, blanks lie beside it (学童保育 利用申請書)."""
    paper.canvas.setLineWidth(0.25 * mm)
    paper.say("学童保育利用申請書", 75, 22, 16)
    left, wide = 20.0, 170.0
    row = 32.0
    paper.label("申請日", left, row, 28, 11)
    paper.rectangle(left + 28, row, wide - 28, 11)
    paper.say("令和", left + 32, row + 6.8, 9)
    _date(paper, "date", "申請日", left + 42, row + 2)
    row += 11
    paper.label("児童氏名", left, row, 28, 12)
    paper.box("child_name", "児童氏名", (left + 28, row, 72, 12))
    paper.label("フリガナ", left + 100, row, 20, 12)
    paper.box("child_kana", "フリガナ", (left + 120, row, 50, 12), FieldKind.KANA)
    row += 12
    paper.label("生年月日", left, row, 28, 11)
    paper.rectangle(left + 28, row, 92, 11)
    eras = paper.words(("平成", "令和"), left + 31, row + 6.8, 3, 9)
    _date(
        paper,
        "birth",
        "生年月日",
        left + 56,
        row + 2,
        tuple(
            Option(
                value=o.value,
                label=o.label[0],
                box=Box(
                    left=o.box.left + (o.box.width - 6) / 2,
                    top=o.box.top,
                    width=6,
                    height=6,
                ),
            )
            for o in eras
        ),
    )
    paper.label("性別", left + 120, row, 18, 11)
    paper.rectangle(left + 138, row, 32, 11)
    paper.choice("sex", "性別", ("男", "女"), left + 145, row + 6.8, gap=7)
    row += 11
    paper.label("学校名", left, row, 28, 11)
    paper.box("school", "学校名", (left + 28, row, 92, 11))
    paper.label("学年", left + 120, row, 18, 11)
    paper.box("grade", "学年", (left + 138, row, 32, 11))
    row += 11
    paper.label("郵便番号", left, row, 28, 11)
    paper.rectangle(left + 28, row, wide - 28, 11)
    paper.say("〒", left + 31, row + 6.8, 9)
    paper.cells(
        "postal",
        "郵便番号",
        FieldKind.POSTAL_CODE,
        [(left + 36, row + 2, 3, 5.5, 7), (left + 56, row + 2, 4, 5.5, 7)],
    )
    paper.say("-", left + 53.6, row + 6.5, 9)
    row += 11
    paper.label("住所", left, row, 28, 14)
    paper.box("address", "住所", (left + 28, row, wide - 28, 14))
    row += 14
    paper.label("保護者氏名", left, row, 28, 12)
    paper.box("guardian", "保護者氏名", (left + 28, row, 72, 12))
    paper.label("続柄", left + 100, row, 20, 12)
    paper.box("relation", "続柄", (left + 120, row, 50, 12))
    row += 12
    paper.label("電話番号", left, row, 28, 11)
    paper.rectangle(left + 28, row, wide - 28, 11)
    paper.cells(
        "phone", "電話番号", FieldKind.PHONE, [(left + 32, row + 2, 11, 5.5, 7)]
    )
    row += 11
    paper.label("利用形態", left, row, 28, 11)
    paper.rectangle(left + 28, row, wide - 28, 11)
    paper.ticks(
        "use", "利用形態", ("通年", "長期休業中のみ", "土曜のみ"), left + 32, row + 3.7
    )
    row += 11
    paper.label("アレルギー", left, row, 28, 11)
    paper.rectangle(left + 28, row, wide - 28, 11)
    paper.choice("allergy", "アレルギー", ("有", "無"), left + 34, row + 6.8, gap=7)
    row += 11
    paper.label("備考", left, row, 28, 22)
    paper.box("remarks", "備考", (left + 28, row, wide - 28, 22))
    row += 30
    paper.check("consent", "課税状況を区が確認することに同意します", left, row)
    paper.say("署名", left + 100, row + 3.5, 8)
    paper.box("signature", "署名", (left + 110, row - 3, 60, 10), FieldKind.SIGNATURE)


def bank_slip(paper: _Paper) -> None:
    """Rows with heads above their columns (口座振替依頼書)."""
    paper.canvas.setLineWidth(0.35 * mm)
    paper.say("口座振替依頼書", 80, 24, 16)
    left = 18.0
    paper.say("依頼年月日", left, 38.0, 8)
    paper.say("令和", left + 20, 38.0, 9)
    _date(paper, "date", "依頼年月日", left + 30, 33.3)
    head, row = 50.0, 57.0
    columns = (("税目", 40.0), ("通知書番号", 62.0), ("開始期別", 32.0), ("備考", 40.0))
    x = left
    for label, width in columns:
        paper.label(label, x, head, width, 7)
        x += width
    for number in range(3):
        x = left
        for label, width in columns:
            name = f"row{number}_{label}"
            paper.box(name, label, (x, row + 10 * number, width, 10))
            x += width
    top = 98.0
    for text, name, kind, count in (
        ("金融機関コード", "bank", FieldKind.DIGITS, 4),
        ("支店コード", "branch", FieldKind.DIGITS, 3),
        ("口座番号", "account", FieldKind.DIGITS, 7),
    ):
        paper.label(text, left, top, 32, 10)
        paper.cells(name, text, kind, [(left + 36, top + 1, count, 6, 8)])
        top += 12
    paper.label("口座名義（カナ）", left, top, 32, 10)
    paper.cells(
        "holder", "口座名義（カナ）", FieldKind.KANA, [(left + 36, top + 1, 22, 6, 8)]
    )
    top += 12
    paper.say("預金種目", left, top + 5, 8)
    paper.choice("type", "預金種目", ("1.普通", "2.当座"), left + 24, top + 5)
    top += 14
    paper.label("振替金額", left, top, 32, 10)
    paper.cells("amount", "振替金額", FieldKind.AMOUNT, [(left + 36, top + 1, 9, 6, 8)])
    top += 14
    for name, label, kind in (
        ("payer", "納税義務者氏名", FieldKind.TEXT),
        ("payer_address", "納税義務者住所", FieldKind.TEXT),
    ):
        paper.label(label, left, top, 32, 12)
        paper.box(name, label, (left + 32, top, 142, 12), kind)
        top += 12
    paper.label("個人番号", left, top, 32, 12)
    paper.rectangle(left + 32, top, 142, 12)
    paper.cells(
        "my_number",
        "個人番号",
        FieldKind.MY_NUMBER,
        [(left + 36 + step, top + 2, 4, 6, 8) for step in (0.0, 26.0, 52.0)],
    )


def dense_sheet(paper: _Paper) -> None:
    """Small print, thin lines, no registration marks (医療証 交付申請書)."""
    paper.canvas.setLineWidth(0.15 * mm)
    paper.say("子ども医療証 交付申請書", 70, 18, 14)
    left, row = 15.0, 26.0
    names = (
        ("受給者番号", FieldKind.DIGITS, 7),
        ("公費負担者番号", FieldKind.DIGITS, 8),
        ("保険者番号", FieldKind.DIGITS, 8),
    )
    for label, kind, count in names:
        paper.say(label, left, row + 5, 7)
        paper.cells(label, label, kind, [(left + 26, row, count, 5, 7)])
        row += 9
    for person in ("保護者", "子ども"):
        row += 3
        paper.say(person, left, row, 9)
        row += 2
        for label, kind in (
            ("フリガナ", FieldKind.KANA),
            ("氏名", FieldKind.TEXT),
            ("住所", FieldKind.TEXT),
        ):
            paper.say(label, left + 2, row + 5, 7)
            paper.box(f"{person}_{label}", label, (left + 26, row, 150, 8), kind)
            row += 9.5
        paper.say("生年月日", left + 2, row + 5, 7)
        eras = paper.words(("昭", "平", "令"), left + 28, row + 4.8, 4, 8)
        _date(paper, f"{person}_birth", "生年月日", left + 54, row, eras)
        paper.say("性別", left + 108, row + 5, 7)
        paper.choice(
            f"{person}_sex", "性別", ("男", "女"), left + 120, row + 4.8, gap=5, size=8
        )
        row += 9.5
    row += 3
    paper.say("申請の理由", left, row + 4, 7)
    paper.ticks(
        "reason", "申請の理由", ("出生", "転入", "保険変更", "再交付"), left + 26, row
    )
    row += 8
    paper.say("加入保険", left, row + 4, 7)
    paper.ticks("insurance", "加入保険", ("国保", "社保", "共済"), left + 26, row)
    row += 10
    for label in ("記号", "番号"):
        paper.say(label, left, row + 5, 7)
        paper.box(label, label, (left + 26, row, 70, 8), FieldKind.CODE)
        row += 9.5


def draw(name: str, path: Path) -> list[Field]:
    """Draw one of the forms; returns the truth."""
    register_pdf_font()
    canvas = Canvas(str(path), pagesize=(_WIDTH * mm, _HEIGHT * mm), invariant=True)
    paper = _Paper(canvas)
    if name != "dense_sheet":
        draw_marks(canvas, _MARKS, _HEIGHT)
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    FORMS[name](paper)
    canvas.showPage()
    canvas.save()
    return paper.fields


FORMS: dict[str, Callable[[_Paper], None]] = {
    "school_grid": school_grid,
    "bank_slip": bank_slip,
    "dense_sheet": dense_sheet,
}
