"""The report as an Excel workbook whose sums a manager can rework: formulas live."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from rpa_suite.kpi.dashboard_text import key_figures
from rpa_suite.kpi.report import Report, TaskLine

_HEAD = PatternFill("solid", fgColor="E4ECF3")
_INPUT = PatternFill("solid", fgColor="FFF8E0")
_WRAP = Alignment(wrap_text=True, vertical="top")
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


def write_workbook(path: Path, report: Report) -> None:
    """Write the workbook.

    Sheets: 要約 (formulas on the others), 業務別 (minutes to rework), 月別, 例外, 前提.
    """
    book = Workbook()
    summary = book.worksheets[0]
    summary.title = "要約"
    tasks = book.create_sheet("業務別")
    months = book.create_sheet("月別")
    reasons = book.create_sheet("例外の理由")
    basis = book.create_sheet("前提")
    total = _tasks(tasks, report.lines)
    _months(months, report)
    _table(
        reasons,
        (("理由", 36), ("件数", 10)),
        [(each.text, each.items) for each in report.shown.reasons],
    )
    _basis(basis, report)
    _summary(summary, report, total)
    # Excel reckons the formulas when it opens the file.
    book.calculation.fullCalcOnLoad = True
    for sheet in book.worksheets:
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.save(path)


def _tasks(sheet: Worksheet, lines: Sequence[TaskLine]) -> int:
    """Fill 業務別; returns the number of its row of sums."""
    last = len(lines) + 1
    rows: list[list[Any]] = []
    for row, line in enumerate(lines, start=2):
        rows.append(
            [
                line.task,
                line.title,
                line.section,
                line.items,
                line.exceptions,
                # What the exceptions took by hand comes on top of the robot's items.
                _Formula(f"G{row}+{_number(line.before - line.gross)}"),
                *(
                    _number(minutes)
                    for minutes in (
                        line.gross,
                        line.review,
                        line.exception_minutes,
                        line.supervision,
                        line.maintenance,
                        line.corrections,
                    )
                ),
                _Formula(f"G{row}-H{row}-I{row}-J{row}-K{row}+L{row}"),
                _hours(f"M{row}"),
                _Formula(f'IF(F{row}=0,"",M{row}/F{row})'),
                "未計測" if line.unmeasured else "",
            ]
        )
    _table(sheet, _TASKS, rows)
    total = last + 1
    sheet.cell(total, 1, "計")
    for column in range(4, 14):
        letter = get_column_letter(column)
        sheet.cell(
            total, column, _Formula(f"SUM({letter}2:{letter}{last})") if lines else 0
        )
    sheet.cell(total, 14, _hours(f"M{total}"))
    sheet.cell(total, 15, _Formula(f'IF(F{total}=0,"",M{total}/F{total})'))
    for cell in sheet[total]:
        cell.font = Font(bold=True)
    for row in range(2, total + 1):
        for column in (4, 5, *range(6, 14)):
            sheet.cell(row, column).number_format = (
                "#,##0.##" if column > 5 else "#,##0"
            )
        sheet.cell(row, 14).number_format = "#,##0.0"
        sheet.cell(row, 15).number_format = "0.0%"
        if row < total:
            for column in range(7, 13):
                sheet.cell(row, column).fill = _INPUT
    red = DifferentialStyle(font=Font(color="B3261E", bold=True))
    below_zero = Rule(type="cellIs", operator="lessThan", formula=["0"], dxf=red)
    sheet.conditional_formatting.add(f"M2:N{total}", below_zero)
    sheet.freeze_panes = "C2"
    if lines:
        chart = BarChart()
        chart.type, chart.title = "bar", "業務別の純削減（時間）"
        chart.add_data(Reference(sheet, min_col=14, min_row=1, max_row=last), True)
        chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=last))
        chart.height, chart.width = max(7, len(lines) * 0.7), 18
        sheet.add_chart(chart, f"A{total + 3}")
    return total


def _months(sheet: Worksheet, report: Report) -> None:
    shown = report.shown
    rows: list[list[Any]] = []
    for row, month in enumerate(shown.months, start=2):
        before = "前提!$B$4" if row == 2 else f"D{row - 1}"
        # A cell that is not there is a gap in the chart; an empty text would be 0.
        amounts: list[Any] = [None] * 4
        if month.has_begun:
            amounts = [
                _number(month.sums.saved),
                _hours(f"B{row}"),
                _Formula(f"{before}+B{row}"),
                _hours(f"D{row}"),
            ]
        share = f"前提!$B$4+(前提!$B$3*60-前提!$B$4)*{row - 1}/12"
        target = None if shown.target is None else _hours(f"({share})")
        rows.append([f"{month.month}月", *amounts, target])
    heads = ("月", "純削減(分)", "純削減(時間)", "累計(分)", "累計(時間)", "計画(時間)")
    _table(sheet, [(head, 13) for head in heads], rows)
    chart = LineChart()
    chart.title = "累計と計画（時間）"
    chart.add_data(Reference(sheet, min_col=5, max_col=6, min_row=1, max_row=13), True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=13))
    chart.height, chart.width = 8, 18
    sheet.add_chart(chart, "A16")


def _basis(sheet: Worksheet, report: Report) -> None:
    plan = report.shown.kpi.plan
    target = report.shown.target
    rows = [
        ["1時間あたりの人件費（円）", _number(plan.yen_per_hour), plan.yen_note],
        ["計画（時間）", "" if target is None else _number(target / 60), plan.note],
        ["これより前の累計（分）", _number(report.shown.start), ""],
    ]
    _table(sheet, (("項目", 30), ("値", 14), ("説明", 60)), rows)
    for row in (2, 3):
        sheet.cell(row, 2).fill = _INPUT
    sheet.append([])
    sheet.append(["黄色の欄は書き換えられます。要約と業務別の合計は計算し直されます。"])
    sheet.append(["月別の純削減と「作成時の値」は、書き出したときのままです。"])


def _summary(sheet: Worksheet, report: Report, total: int) -> None:
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 24
    sheet.column_dimensions["C"].width = 60
    sheet.append([report.title])
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.append([f"作成日 {report.made_on.isoformat()}　{report.shown.status}"])
    sheet.append([])
    live = (
        ("純削減時間（時間）", _Formula(f"業務別!N{total}"), "#,##0.0"),
        ("手作業なら（時間）", _hours(f"業務別!F{total}"), "#,##0.0"),
        ("削減率", _Formula(f"業務別!O{total}"), "0.0%"),
        ("完了（件）", _Formula(f"業務別!D{total}"), "#,##0"),
        ("例外（件）", _Formula(f"業務別!E{total}"), "#,##0"),
        ("金額の目安（円）", _Formula(f"ROUND(業務別!M{total}/60*前提!B2,0)"), "#,##0"),
        (
            "計画に対する達成率",
            _Formula(f'IF(N(前提!B3)=0,"",(業務別!M{total}+前提!B4)/60/前提!B3)'),
            "0.0%",
        ),
    )
    for title, formula, shape in live:
        sheet.append([title, formula])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        sheet.cell(sheet.max_row, 2).number_format = shape
    sheet.append([])
    sheet.append(["作成時の値"])
    sheet.cell(sheet.max_row, 1).font = Font(bold=True)
    for title, text in key_figures(report.shown).items():
        sheet.append([title, text])
    sheet.append([])
    for sentence in (*report.sentences, *(f"※ {note}" for note in report.notes)):
        _append(sheet, [sentence])
        row = sheet.max_row
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
        sheet.cell(row, 1).alignment = _WRAP
        sheet.row_dimensions[row].height = 15 * (1 + len(sentence) // 58)


def _table(
    sheet: Worksheet, heads: Sequence[tuple[str, int]], rows: Sequence[Sequence[Any]]
) -> None:
    sheet.append([head for head, _ in heads])
    for column, (_, width) in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        cell = sheet.cell(1, column)
        cell.font, cell.fill = Font(bold=True), _HEAD
    for row in rows:
        _append(sheet, row)


def _append(sheet: Worksheet, row: Sequence[Any]) -> None:
    """Add a row; a text that begins with = stays a text, only formulas reckon."""
    sheet.append(list(row))
    for cell, value in zip(sheet[sheet.max_row], row, strict=False):
        if isinstance(value, str) and not isinstance(value, _Formula):
            cell.data_type = "s"


class _Formula(str):
    """What Excel reckons, without its sign."""

    __slots__ = ()

    def __new__(cls, text: str) -> "_Formula":
        """Put the sign before."""
        return super().__new__(cls, f"={text}")


def _hours(minutes: str) -> _Formula:
    """Return the formula that rounds minutes to 0.1 hours as ``figures.hours`` does.

    Floats of thirds fall short of a half; the inner step, finer than a millisecond,
    brings them back before the half decides.
    """
    return _Formula(f"ROUND(ROUND({minutes}/60,7),1)")


def _number(amount: Decimal) -> float | int:
    """Return minutes as Excel holds numbers; whole ones stay whole."""
    exact = amount.quantize(Decimal("1e-9"))
    return int(exact) if exact == exact.to_integral_value() else float(exact)
