"""Excel, PDF, HTML and the survey's CSV say the same, and say it of nobody."""

import csv
import html
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from rpa_suite import robots
from rpa_suite.app.reporting import write_files
from rpa_suite.kpi.dashboard import dashboard
from rpa_suite.kpi.example import example_titles, example_totals
from rpa_suite.kpi.figures import hours
from rpa_suite.kpi.plan import PlanYear, load_plan
from rpa_suite.kpi.reasons import reason_text
from rpa_suite.kpi.report import report, sentences
from rpa_suite.kpi.scene import Words, curve
from rpa_suite.kpi.workbook import write_workbook
from rpa_suite.model.savings import SavingKind, SavingTotal
from rpa_suite.robots.messages import MESSAGES

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


_CELL = re.compile(r"(?:([^\W\d]+)!)?\$?([A-Z])\$?(\d+)(?::\$?([A-Z])\$?(\d+))?")


def live(sheet, cell):
    """Work out what Excel would; floats, as it has, and 15 digits where it rounds."""
    found = sheet[cell]
    if found.data_type != "f":
        return found.value or 0
    formula = found.value[1:]
    if inner := re.fullmatch(r'IF\(([^=]+)=0,"",(.*)\)', formula):
        formula = inner[2]
        if not reckon(sheet, inner[1]):
            return ""
    return reckon(sheet, formula)


def reckon(sheet, formula):
    def cells(found):
        place = f"book[{found[1]!r}]" if found[1] else "sheet"
        if found[4] is None:
            return f"live({place}, '{found[2]}{found[3]}')"
        assert found[2] == found[4]
        places = (f"'{found[2]}{n}'" for n in range(int(found[3]), int(found[5]) + 1))
        return ", ".join(f"live({place}, {each})" for each in places)

    known = {
        "book": sheet.parent,
        "sheet": sheet,
        "live": live,
        "ROUND": as_excel_rounds,
        "SUM": lambda *amounts: sum(amounts),
        "N": lambda value: value if isinstance(value, (int, float)) else 0,
    }
    return eval(_CELL.sub(cells, formula), known)


def as_excel_rounds(amount, places):
    exact = Decimal(f"{amount:.15g}")
    return float(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def made_of(totals, folder, **changes):
    """Return a year of invented sums and its files."""
    more = {"plan": load_plan(), "titles": {}, "told": {}} | changes
    shown = dashboard(
        totals,
        more["plan"],
        fiscal_year=2026,
        today=MADE_ON,
        titles=more["titles"],
        told=more["told"],
    )
    made = report(shown, what="", made_on=MADE_ON, since={})
    return shown, write_files(made, folder)


def total(task="T1", kind=SavingKind.ITEM, **changes):
    values = {
        "fiscal_year": 2026,
        "month": 5,
        "section": "課税課",
        "task": task,
        "robot_id": "r",
        "kind": kind,
        "items": 1,
        "minutes_before": Decimal(3),
        "minutes_after": Decimal(1),
    }
    return SavingTotal(**(values | changes))


def test_all_files_name_the_same_hours(files):
    shown, paths = files
    whole = f"{hours(shown.year.sums.saved):,}"
    assert whole == "600.0"

    book = load_workbook(paths["excel"])
    tasks = book["業務別"]
    total = tasks.max_row
    assert tasks.cell(total, 1).value == "計"
    assert str(live(tasks, f"N{total}")) == whole
    assert live(tasks, f"M{total}") == float(shown.year.sums.saved)
    summary, months = book["要約"], book["月別"]
    assert [str(live(summary, f"B{row}")) for row in (4, 5, 7, 8, 9, 10)] == [
        whole,
        str(hours(shown.year.sums.before)),
        str(shown.year.sums.items),
        str(shown.year.sums.exceptions),
        f"{shown.yen}.0",
        "1.0",
    ]
    for row, month in enumerate(shown.months, start=2):
        assert str(live(months, f"E{row}")) == str(hours(month.cumulative))

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


def test_formulas_stand_there_with_their_values(files):
    """Excel's protected view, and every preview, shows what was written: no sum yet."""
    _, paths = files
    book = load_workbook(paths["excel"])
    values = load_workbook(paths["excel"], data_only=True)
    seen = 0
    for sheet in book.worksheets:
        for cell in (each for row in sheet for each in row if each.data_type == "f"):
            value = values[sheet.title][cell.coordinate].value
            assert value == pytest.approx(live(sheet, cell.coordinate)), cell.value
            seen += 1
    assert seen > 16 * 4


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


def test_a_manager_reworks_the_minutes_and_every_figure_follows(tmp_path):
    exception = total(kind=SavingKind.EXCEPTION, minutes_after=Decimal(4))
    _, paths = made_of([total(items=100), exception], tmp_path)
    book = load_workbook(paths["excel"])
    tasks, months = book["業務別"], book["月別"]
    assert (live(tasks, "F2"), live(tasks, "M2")) == (6, 1)

    tasks["G2"] = 603  # 10 minutes an item after all
    book["前提"]["B3"] = 20

    assert live(tasks, "F3") == 606
    assert live(book["要約"], "B4") == 10.0
    assert live(book["要約"], "B10") == pytest.approx(601 / 60 / 20)
    assert months["F2"].value is None  # this year had no goal when it was written


def test_months_to_come_are_gaps_in_the_chart_and_the_goal_is_reckoned(tmp_path):
    goal = PlanYear(fiscal_year=2026, kind="target", hours=Decimal(60))
    plan = load_plan().model_copy(update={"year": (goal,)})
    _, paths = made_of([total()], tmp_path, plan=plan)
    book = load_workbook(paths["excel"])
    months = book["月別"]
    begun = [months[f"E{row}"].value is not None for row in range(2, 14)]
    assert begun == [True] * 8 + [False] * 4

    book["前提"]["B3"] = 120

    assert [live(months, f"F{row}") for row in (2, 13)] == [10.0, 120.0]


def test_a_half_of_thirds_is_rounded_alike_in_every_file(tmp_path):
    # Nine times twenty seconds are three minutes: 0.05 hours, shown as 0.1.
    third = Decimal(20_000) / 60_000
    rows = [
        total(f"T{n}", minutes_before=third, minutes_after=Decimal(0))
        for n in range(1, 10)
    ]
    shown, paths = made_of(rows, tmp_path)
    book = load_workbook(paths["excel"])
    assert str(hours(shown.year.sums.saved)) == "0.1"
    assert live(book["要約"], "B4") == 0.1
    assert live(book["月別"], "E3") == 0.1


def test_the_survey_rounds_rates_as_all_others_do(tmp_path):
    # 43.85 %: half up, not to the even digit.
    row = total(minutes_before=Decimal(2000), minutes_after=Decimal(1123))
    _, paths = made_of([row], tmp_path)
    with paths["survey"].open(encoding="utf-8-sig", newline="") as file:
        (line,) = csv.DictReader(file)
    assert line["削減率(%)"] == "43.9"
    assert "43.9%" in pdf_text(paths["pdf"])


@pytest.mark.parametrize("title", ["A <b & c", "=1+1", "<para>"])
def test_a_name_is_a_name_in_every_file(tmp_path, title):
    _, paths = made_of([total()], tmp_path, titles={"T1": title})
    cell = load_workbook(paths["excel"])["業務別"]["B2"]
    assert (cell.value, cell.data_type) == (title, "s")
    assert title.replace(" ", "") in pdf_text(paths["pdf"])
    assert html.escape(title) in paths["html"].read_text(encoding="utf-8")


def test_what_costs_more_is_marked_and_what_nobody_timed_is_no_loss(tmp_path):
    nothing = {"minutes_before": Decimal(0), "minutes_after": Decimal(0)}
    repair = {**nothing, "items": 0, "minutes_after": Decimal(30)}
    rows = [
        total("C1", minutes_before=Decimal(96), minutes_after=Decimal(972)),
        total("C2", items=40, **nothing),
        total("C2", SavingKind.MAINTENANCE, **repair),
    ]
    shown, paths = made_of(rows, tmp_path)
    assert [group.task for group in shown.losing] == ["C1"]
    for text in (pdf_text(paths["pdf"]), paths["html"].read_text(encoding="utf-8")):
        for words in (
            "▼-14.6",
            "-912.5%",
            "未計測（-0.5）",
            "C2は手作業の時間を計って",
        ):
            assert words in text.replace(" ", "")
    with paths["survey"].open(encoding="utf-8-sig", newline="") as file:
        _, unmeasured = csv.DictReader(file)
    assert unmeasured["削減時間"] == ""
    assert unmeasured["備考"] == "手作業時間は未計測。合計では -0.5 時間"


def test_reasons_are_told_in_words_in_every_file(tmp_path):
    rows = [
        total(kind=SavingKind.EXCEPTION, reason=code, items=items)
        for code, items in (("W1204", 3), ("ASK_E0101", 2), ("X9", 1))
    ]
    told = {"W1204": "前職分との合算の疑いがあります。確かめてください。"}
    shown, paths = made_of(rows, tmp_path, told=told)
    words = [
        "W1204 前職分との合算の疑いがあります",
        "ASK_E0101 照会でも分からず、対象者なし",
        "X9",
    ]
    assert [each.text for each in shown.reasons] == words
    sheet = load_workbook(paths["excel"])["例外の理由"]
    assert [sheet[f"A{row}"].value for row in (2, 3, 4)] == words
    for text in (pdf_text(paths["pdf"]), paths["html"].read_text(encoding="utf-8")):
        assert words[0].replace(" ", "") in text.replace(" ", "")


def test_whatever_stops_a_robot_has_words():
    source = Path(robots.__file__).parent
    codes = set(MESSAGES)
    for path in source.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        codes |= set(re.findall(r'code="([A-Z_]+)"', text))
    told = {code: each.text for code, each in MESSAGES.items()}
    assert {code for code in codes if reason_text(code, told) == code} == set()


def test_a_year_that_cost_more_says_so_and_its_chart_has_a_plain_zero():
    lost = SavingTotal(
        fiscal_year=2021,
        section="課税課",
        task="T1",
        robot_id="employee_transfer",
        kind=SavingKind.MAINTENANCE,
        month=3,
        source="",
        reason="",
        items=0,
        minutes_before=Decimal(0),
        minutes_after=Decimal(20),
    )
    shown = dashboard(
        [lost], load_plan(), fiscal_year=2021, today=date(2022, 4, 1), titles={}
    )
    assert "職員の作業は正味 0.3 時間増えました。" in sentences(shown)[0]
    ticks = [
        shape.text
        for shape in curve(shown).shapes
        if isinstance(shape, Words) and shape.anchor == "end"
    ]
    assert "0" in ticks
    assert not any("e" in text for text in ticks)
