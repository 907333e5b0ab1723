"""The report as an Excel workbook whose sums a manager can rework: formulas live.

Every formula is written with its value, for whoever opens the file without reckoning:
Excel's protected view of a file from mail, a preview, a program.
"""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from rpa_suite.kpi.dashboard_text import key_figures
from rpa_suite.kpi.figures import hours
from rpa_suite.kpi.report import Report, TaskLine

_TASKS = (
    ("業務", 7),
    ("業務名", 36),
    ("課", 16),
    ("完了(件)", 10),
    ("例外(件)", 10),
    ("導入前(分)", 12),
    ("総量(分)", 12),
    ("確認・訂正(分)", 14),
    ("例外(分)", 12),
    ("準備・見守り(分)", 15),
    ("保守(分)", 11),
    ("訂正行(分)", 11),
    ("純削減(分)", 12),
    ("純削減(時間)", 12),
    ("削減率", 9),
    ("備考", 12),
)
_COUNT, _MINUTES, _RATE = "#,##0", "#,##0.0", "0.0%"
_BEFORE, _SAVED = 5, 12
_SUMMED = range(3, 13)  # the columns of 業務別 that have a sum
_INPUTS = range(6, 12)  # and those that a manager reworks
_INK, _GREY = "#1F5C8B", "#8A8A8A"


class _Formula(NamedTuple):
    """What Excel reckons, and what it comes to now; no figure is an empty text."""

    text: str
    value: Decimal | int | None


_Value: TypeAlias = str | int | Decimal | _Formula | None


def write_workbook(path: Path, report: Report) -> None:
    """Write the workbook.

    Sheets: 要約 (formulas on the others), 業務別 (minutes to rework), 月別, 例外, 前提.

    Raises:
        OSError: The place cannot be written, or Excel has the file open.
    """
    # Texts of the office stay texts, whatever they begin with.
    plain = {"strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(str(path), {**plain, "strings_to_numbers": False})
    summary, tasks, months, reasons, basis = (
        _Sheet(book, name) for name in ("要約", "業務別", "月別", "例外の理由", "前提")
    )
    total = _tasks(tasks, report.lines)
    _months(months, report)
    reasons.table(
        (("理由", 36), ("件数", 10)),
        [(each.text, each.items) for each in report.shown.reasons],
    )
    _basis(basis, report)
    _summary(summary, report, total)
    book.close()


class _Sheet:
    """A sheet that is filled row by row."""

    def __init__(self, book: Workbook, name: str) -> None:
        self.book = book
        self.name = name
        self.sheet: Worksheet = book.add_worksheet(name)
        self.rows = 0
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)

    def style(self, **properties: object) -> Format:
        return self.book.add_format(properties)

    def write(
        self, row: int, column: int, value: _Value, style: Format | None = None
    ) -> None:
        """Write one cell; None leaves it out: a chart draws a gap, not a zero."""
        if isinstance(value, _Formula):
            now = "" if value.value is None else _number(value.value)
            self.sheet.write_formula(row, column, f"={value.text}", style, now)
        elif isinstance(value, str):
            self.sheet.write_string(row, column, value, style)
        elif value is not None:
            self.sheet.write_number(row, column, _number(value), style)

    def append(self, row: Sequence[_Value], *styles: Format | None) -> None:
        """Add a row; cells beyond the styles have none."""
        for column, value in enumerate(row):
            style = styles[column] if column < len(styles) else None
            self.write(self.rows, column, value, style)
        self.rows += 1

    def table(
        self,
        heads: Sequence[tuple[str, int]],
        rows: Sequence[Sequence[_Value]],
        *styles: Format | None,
    ) -> None:
        """Fill the sheet from its first row on: heads with their widths, then rows."""
        head = self.style(bold=True, bg_color="#E4ECF3", text_wrap=True, valign="top")
        for column, (_, width) in enumerate(heads):
            self.sheet.set_column(column, column, width)
        self.append([name for name, _ in heads], *([head] * len(heads)))
        for row in rows:
            self.append(row, *styles)


def _tasks(out: _Sheet, lines: Sequence[TaskLine]) -> int:
    """Fill 業務別; returns the number of its row of sums."""
    last = len(lines) + 1
    total = last + 1
    formats = ["", "", "", *([_COUNT] * 2), *([_MINUTES] * 9), _RATE, ""]
    shapes = [{"num_format": shape} if shape else {} for shape in formats]
    shades = [{"bg_color": "#FFF8E0"} if n in _INPUTS else {} for n in range(16)]
    styles = [
        out.style(**shape, **shade) for shape, shade in zip(shapes, shades, strict=True)
    ]
    rows = [_task_row(row, line) for row, line in enumerate(lines, start=2)]
    out.table(_TASKS, rows, *styles)
    bold = [out.style(bold=True, top=1, **shape) for shape in shapes]
    out.append(_total_row(total, rows), *bold)
    red = out.style(bold=True, font_color="#B3261E")
    below_zero = {"type": "cell", "criteria": "<", "value": 0, "format": red}
    out.sheet.conditional_format(f"M2:N{total}", below_zero)
    out.sheet.freeze_panes(1, 2)
    if lines:
        chart = out.book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "categories": [out.name, 1, 0, last - 1, 0],
                "values": [out.name, 1, 13, last - 1, 13],
                "fill": {"color": _INK},
                "data_labels": {"value": True},
            }
        )
        chart.set_title({"name": "業務別の純削減（時間）"})
        chart.set_legend({"none": True})
        # Excel draws the first bar lowest; names stay beside bars below zero.
        chart.set_y_axis({"reverse": True, "label_position": "low"})
        chart.set_size({"width": 680, "height": max(260, 26 * len(lines))})
        out.sheet.insert_chart(total + 1, 0, chart)
    return total


def _task_row(row: int, line: TaskLine) -> list[_Value]:
    # What the exceptions took by hand comes on top of the robot's items.
    by_hand = _number(line.before - line.gross)
    return [
        line.task,
        line.title,
        line.section,
        line.items,
        line.exceptions,
        _Formula(f"G{row}+{by_hand}", line.before),
        line.gross,
        line.review,
        line.exception_minutes,
        line.supervision,
        line.maintenance,
        line.corrections,
        _Formula(f"G{row}-H{row}-I{row}-J{row}-K{row}+L{row}", line.saved),
        _hours(f"M{row}", line.saved),
        _rate(row, line.saved, line.before),
        "未計測" if line.unmeasured else "",
    ]


def _total_row(row: int, rows: Sequence[Sequence[_Value]]) -> list[_Value]:
    sums = {
        column: sum((_worth(each[column]) for each in rows), Decimal(0))
        for column in _SUMMED
    }
    cells: list[_Value] = []
    for column, value in sums.items():
        letter = xl_col_to_name(column)
        total = _Formula(f"SUM({letter}2:{letter}{row - 1})", value)
        cells.append(total if rows else 0)
    before, saved = sums[_BEFORE], sums[_SAVED]
    rate = _rate(row, saved, before)
    return ["計", "", "", *cells, _hours(f"M{row}", saved), rate, ""]


def _worth(cell: _Value) -> Decimal:
    """Return what a cell of numbers comes to."""
    value = cell.value if isinstance(cell, _Formula) else cell
    return Decimal(value or 0)


def _rate(row: int, saved: Decimal, before: Decimal) -> _Formula:
    """Return the share of 導入前 that a row saved; nothing where there was none."""
    share = saved / before if before else None
    return _Formula(f'IF(F{row}=0,"",M{row}/F{row})', share)


def _months(out: _Sheet, report: Report) -> None:
    shown = report.shown
    rows: list[list[_Value]] = []
    for n, month in enumerate(shown.months, start=1):
        row = n + 1
        before = "前提!$B$4" if n == 1 else f"D{row - 1}"
        amounts: list[_Value] = [None] * 4
        if month.has_begun:
            saved, so_far = month.sums.saved, month.cumulative
            amounts = [
                saved,
                _hours(f"B{row}", saved),
                _Formula(f"{before}+B{row}", so_far),
                _hours(f"D{row}", so_far),
            ]
        target: _Value = None
        if shown.target is not None:
            share = f"前提!$B$4+(前提!$B$3*60-前提!$B$4)*{n}/12"
            goal = shown.start + (shown.target - shown.start) * n / 12
            target = _hours(f"({share})", goal)
        rows.append([f"{month.month}月", *amounts, target])
    heads = ("月", "純削減(分)", "純削減(時間)", "累計(分)", "累計(時間)", "計画(時間)")
    shape = out.style(num_format=_MINUTES)
    out.table([(head, 13) for head in heads], rows, None, *([shape] * 5))
    chart = out.book.add_chart({"type": "line"})
    lines = ((4, _INK, "solid", "circle"), (5, _GREY, "dash", "none"))
    for column, color, dash, marker in lines:
        chart.add_series(
            {
                "name": [out.name, 0, column],
                "categories": [out.name, 1, 0, 12, 0],
                "values": [out.name, 1, column, 12, column],
                "line": {"color": color, "width": 2.25, "dash_type": dash},
                "marker": {
                    "type": marker,
                    "fill": {"color": color},
                    "border": {"color": color},
                },
            }
        )
    chart.set_title({"name": "累計と計画（時間）"})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 680, "height": 320})
    out.sheet.insert_chart(15, 0, chart)


def _basis(out: _Sheet, report: Report) -> None:
    plan, target = report.shown.kpi.plan, report.shown.target
    hours_wanted = "" if target is None else target / 60
    shaded = out.style(bg_color="#FFF8E0", num_format="#,##0.##########")
    whole = out.style(bg_color="#FFF8E0", num_format=_COUNT)
    note = out.style(text_wrap=True, valign="top")
    out.table((("項目", 30), ("値", 14), ("説明", 60)), [])
    yen = plan.yen_per_hour
    out.append(["1時間あたりの人件費（円）", yen, plan.yen_note], None, whole, note)
    out.append(["計画（時間）", hours_wanted, plan.note], None, shaded, note)
    start = report.shown.start
    out.append(["これより前の累計（分）", start], None, out.style(num_format=_MINUTES))
    out.append([])
    out.append(["黄色の欄は書き換えられます。要約と業務別の合計は計算し直されます。"])
    out.append(["月別の純削減と「作成時の値」は、書き出したときのままです。"])


def _summary(out: _Sheet, report: Report, total: int) -> None:
    for column, width in enumerate((34, 24, 60)):
        out.sheet.set_column(column, column, width)
    shown = report.shown
    sums = shown.year.sums
    bold = out.style(bold=True)
    out.append([report.title], out.style(bold=True, font_size=16))
    out.append([f"作成日 {report.made_on.isoformat()}　{shown.status}"])
    out.append([])
    reached = shown.counted / shown.target if shown.target else None
    share = f'IF(N(前提!B3)=0,"",(業務別!M{total}+前提!B4)/60/前提!B3)'
    yen = f"ROUND(業務別!M{total}/60*前提!B2,0)"
    live = (
        ("純削減時間（時間）", f"業務別!N{total}", hours(sums.saved), _MINUTES),
        (
            "手作業なら（時間）",
            _hours(f"業務別!F{total}", sums.before).text,
            hours(sums.before),
            _MINUTES,
        ),
        ("削減率", f"業務別!O{total}", sums.rate, _RATE),
        ("完了（件）", f"業務別!D{total}", sums.items, _COUNT),
        ("例外（件）", f"業務別!E{total}", sums.exceptions, _COUNT),
        ("金額の目安（円）", yen, shown.yen, _COUNT),
        ("計画に対する達成率", share, reached, _RATE),
    )
    for title, formula, value, shape in live:
        left = out.style(num_format=shape, align="left")
        out.append([title, _Formula(formula, value)], bold, left)
    out.append([])
    out.append(["作成時の値"], bold)
    for title, text in key_figures(shown).items():
        out.append([title, text])
    out.append([])
    wrapped = out.style(text_wrap=True, valign="top")
    for sentence in (*report.sentences, *(f"※ {note}" for note in report.notes)):
        out.sheet.merge_range(out.rows, 0, out.rows, 2, "", wrapped)
        out.sheet.set_row(out.rows, 15 * (1 + len(sentence) // 58))
        out.append([sentence], wrapped)


def _hours(minutes: str, value: Decimal) -> _Formula:
    """Return the formula that rounds minutes to 0.1 hours as ``figures.hours`` does.

    Floats of thirds fall short of a half; the inner step, finer than a millisecond,
    brings them back before the half decides.
    """
    return _Formula(f"ROUND(ROUND({minutes}/60,7),1)", hours(value))


def _number(amount: Decimal | int) -> float | int:
    """Return an amount as Excel holds numbers; whole ones stay whole."""
    exact = Decimal(amount).quantize(Decimal("1e-9"))
    return int(exact) if exact == exact.to_integral_value() else float(exact)
