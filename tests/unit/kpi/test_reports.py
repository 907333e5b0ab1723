"""Excel, PDF, HTML and the survey's CSV say the same, and say it of nobody."""

import csv
import re
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest
from openpyxl import load_workbook

from rpa_suite.app.reporting import write_files
from rpa_suite.kpi.dashboard import dashboard
from rpa_suite.kpi.example import example_titles, example_totals
from rpa_suite.kpi.figures import hours
from rpa_suite.kpi.plan import load_plan
from rpa_suite.kpi.report import report
from rpa_suite.kpi.workbook import write_workbook

MADE_ON = date(2026, 11, 2)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The example's figures and the files made of them."""
    shown = dashboard(
        example_totals(),
        load_plan(),
        fiscal_year=2021,
        today=date(2022, 4, 1),
        titles=example_titles(),
    )
    made = report(shown, what="計算例", made_on=MADE_ON, since={})
    return shown, write_files(made, tmp_path_factory.mktemp("reports"))


def pdf_text(path):
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return re.sub(r"\s+", "", "".join(pages))


def live(sheet, cell):
    """Work out what Excel would: sums of cells, differences, rounded hours."""
    value = sheet[cell].value
    if not isinstance(value, str) or not value.startswith("="):
        return Decimal(str(value or 0))
    if found := re.fullmatch(r"=SUM\(([A-Z])(\d+):[A-Z](\d+)\)", value):
        letter, first, last = found[1], int(found[2]), int(found[3])
        return sum(live(sheet, f"{letter}{row}") for row in range(first, last + 1))
    if found := re.fullmatch(r"=ROUND\(([A-Z]\d+)/60,1\)", value):
        return hours(live(sheet, found[1]))
    parts = re.findall(r"([+-]?)([A-Z]\d+)", value[1:])
    return sum(
        -live(sheet, cell) if sign == "-" else live(sheet, cell) for sign, cell in parts
    )


def test_all_files_name_the_same_hours(files):
    shown, paths = files
    whole = f"{hours(shown.year.sums.saved):,}"
    assert whole == "600.0"

    book = load_workbook(paths["excel"])
    tasks = book["業務別"]
    total = tasks.max_row
    assert tasks.cell(total, 1).value == "計"
    assert str(live(tasks, f"N{total}")) == whole
    assert live(tasks, f"M{total}") == shown.year.sums.saved
    assert book["要約"]["B4"].value == f"=業務別!N{total}"

    page = paths["html"].read_text(encoding="utf-8")
    paper = pdf_text(paths["pdf"])
    with paths["survey"].open(encoding="utf-8-sig", newline="") as file:
        survey = {row["業務番号"]: row for row in csv.DictReader(file)}
    assert len(survey) == len(shown.tasks) == 16
    for text in (page, paper):
        assert f"{whole}時間" in text.replace(" ", "")
    for row in range(2, total):
        task = tasks.cell(row, 1).value
        saved = str(live(tasks, f"N{row}"))
        group = next(g for g in shown.tasks if g.key == task)
        assert saved == str(hours(group.sums.saved)) == survey[task]["削減時間"]
        line = re.search(rf'<tr data-task="{task}">.*?</tr>', page)[0]
        assert f">{saved}<" in line
        assert saved in paper


def test_the_survey_holds_together(files):
    _, paths = files
    with paths["survey"].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["団体コード"] for row in rows} == {"131113"}
    assert {row["分野"] for row in rows} == {"税務", "児童福祉・子育て"}
    for row in rows:
        parts = Decimal(row["導入前時間"]) - Decimal(row["導入後時間"])
        assert abs(parts - Decimal(row["削減時間"])) <= Decimal("0.1")


def test_the_page_needs_nothing_beside_itself(files):
    _, paths = files
    page = paths["html"].read_text(encoding="utf-8")
    assert not re.search(r'(src|href)="(?!#)', page)
    assert "http" not in page


def test_a_workbook_without_rows_opens(tmp_path):
    empty = dashboard([], load_plan(), fiscal_year=2026, today=MADE_ON, titles={})
    made = report(empty, what="", made_on=MADE_ON, since={})
    write_workbook(tmp_path / "a.xlsx", made)
    assert load_workbook(tmp_path / "a.xlsx")["業務別"]["A2"].value == "計"
    assert "計上はまだありません" in made.sentences[0]
