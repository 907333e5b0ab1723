"""The same figures on the terminal and on the page."""

import io
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from rich.cells import cell_len
from rich.console import Console

from rpa_suite.kpi.chart import HEIGHT, WIDTH, chart
from rpa_suite.kpi.example import example_figures
from rpa_suite.kpi.figures import figures
from rpa_suite.kpi.labels import year_name
from rpa_suite.kpi.page import render_html
from rpa_suite.kpi.plan import load_plan
from rpa_suite.kpi.text import print_figures
from rpa_suite.model.savings import SavingKind, SavingTotal

EXAMPLE = example_figures()
VOID = {"meta", "rect", "line"}


class Page(HTMLParser):
    """Reads a page strictly: every tag closed in its turn."""

    def __init__(self, text):
        super().__init__()
        self.open, self.rows, self.links, self.words = [], [], [], []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.links += [v for k, v in attrs if k in ("src", "href", "xlink:href")]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_startendtag(self, tag, attrs):
        assert tag in VOID

    def handle_data(self, data):
        self.words.append(data)
        if self.open and self.open[-1] in ("td", "th"):
            self.rows[-1][-1] += data


def made(before, after, *, task="T1", items=1, title=None):
    row = SavingTotal(
        fiscal_year=2020,
        section="課税課",
        task=task,
        robot_id="r",
        kind=SavingKind.ITEM,
        items=items,
        minutes_before=Decimal(before),
        minutes_after=Decimal(after),
    )
    return figures([row], load_plan(), titles={task: title} if title else None)


def printed(shown, *, width=80, colour=False):
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        _environ={},
    )
    print_figures(shown, console=console)
    return out.getvalue()


def test_the_page_holds_the_figures_of_every_year_section_and_task():
    rows = Page(render_html(EXAMPLE)).rows
    assert [
        "令和2年度",
        "12",
        "現状 12",
        "493.0",
        "493.0",
        "現状 493",
        "1,125.8",
        "632.8",
        "43.8%",
        "1,043.1",
    ] in rows
    assert next(r for r in rows if r[0] == "令和3年度")[1:6] == [
        "16",
        "目標 16",
        "600.0",
        "1,093.0",
        "目標 600",
    ]
    assert ["納税課", "1,140", "60", "60.0", "33.0", "27.0", "45.0%"] in rows
    assert any(r[1] == "T1 給与所得者異動届出書 入力(特徴異動)" for r in rows)


def test_the_page_stands_alone():
    page = render_html(EXAMPLE)
    assert Page(page).links == []
    assert "http" not in page
    assert "url(" not in page
    assert "<script" not in page


def test_the_charts_show_the_figures_and_the_plan():
    words = Page(render_html(EXAMPLE)).words
    for each in ("493.0h", "600.0h", "計画 493", "計画 600", "計画 12", "計画 16"):
        assert each in words


def test_a_name_with_brackets_cannot_break_the_page_or_the_terminal():
    shown = made(60, 0, title="<b>異動届</b>[bold][/x]")
    assert "<b>" not in render_html(shown)
    assert "<b>異動届</b>[bold][/x]" in printed(shown, width=120)


def test_negative_hours_are_red():
    shown = made(96, 972)
    page = render_html(shown)
    assert '<td class="kpi bad">-14.6</td>' in page
    assert '<td class=" bad">-912.5%</td>' in page
    assert "\x1b[31m-14.6" in printed(shown, colour=True)
    assert "\x1b[31m-912.5%" in printed(shown, colour=True)
    assert "\x1b[31m" not in printed(EXAMPLE, colour=True)


@pytest.mark.parametrize("mode", ["annual", "cumulative"])
def test_it_says_against_what_the_plan_is_held(mode):
    plan = EXAMPLE.plan.model_copy(update={"mode": mode})
    shown = replace(EXAMPLE, plan=plan)
    word = {"annual": "年間合計", "cumulative": "累計"}[mode]
    page = render_html(shown)
    assert f"計画の時間は{word}と比べています" in page
    assert f"純削減時間（{word}、時間）と計画" in page
    assert ("1,093.0h" in Page(page).words) is (mode == "cumulative")
    assert f"計画の時間は{word}と比べています" in printed(shown, width=120)


def test_the_footnotes_tell_what_is_not_in_the_figures():
    for text in (render_html(EXAMPLE), printed(EXAMPLE, width=200)):
        assert "純削減時間 = 導入前 － 導入後" in text
        assert "開発時間は含まない" in text
        assert "練習・試験は算入しない" in text
        assert "計画の『積算』の解釈は所管課に要確認" in text


def test_a_year_without_bookings_shows_no_zero():
    assert ["令和4年度", *"―" * 9] in Page(render_html(EXAMPLE)).rows
    line = next(x for x in printed(EXAMPLE).splitlines() if "令和4年度" in x)
    assert line.split() == ["令和4年度", *"―" * 7]


def test_work_without_a_baseline_is_called_unmeasured():
    shown = made(0, 0, items=40)
    row = ["課税課", "T1", "40", "0", "0.0", "0.0", "未計測", "―"]
    assert row in Page(render_html(shown)).rows
    assert "未計測" in printed(shown)


def test_the_terminal_holds_everything_in_eighty_columns():
    text = printed(EXAMPLE)
    assert "…" not in text
    assert all(cell_len(line) <= 80 for line in text.splitlines())
    for each in ("493.0", "600.0", "1,093.0", "現状 493", "目標 600", "281.5", "C6"):
        assert each in text


@pytest.mark.parametrize(
    ("fiscal_year", "name"),
    [
        (2018, "平成30年度"),
        (2019, "令和元年度"),
        (2020, "令和2年度"),
        (2028, "令和10年度"),
    ],
)
def test_fiscal_years_are_named_by_their_era(fiscal_year, name):
    assert year_name(fiscal_year) == name


def test_bars_and_plans_share_one_scale_and_stay_in_the_picture():
    values = [
        ("a", Decimal(-81), Decimal(600)),
        ("b", Decimal(700), Decimal(600)),
        ("c", None, None),
        ("d", Decimal(0), None),
    ]
    drawn = chart("x", values, colour="#000")
    below, above, empty, zero = drawn.bars
    assert below.top == drawn.zero
    assert above.top + above.tall == pytest.approx(drawn.zero)
    assert above.tall / 700 == pytest.approx(below.tall / 81, rel=0.01)
    assert (drawn.zero - above.plan_y) / 600 == pytest.approx(
        above.tall / 700, rel=0.01
    )
    assert (empty.value, empty.tall, zero.tall) == (None, 0, 0)
    for bar in drawn.bars:
        assert 0 < bar.left < bar.right < WIDTH
        assert 0 < bar.value_y < HEIGHT
        assert 0 <= bar.top <= bar.top + bar.tall <= HEIGHT


def test_nothing_booked_and_nothing_planned_still_makes_a_page():
    plan = load_plan().model_copy(update={"year": ()})
    for shown in (figures([], load_plan()), figures([], plan)):
        assert Page(render_html(shown)).rows
        assert "年度" in printed(shown)
