"""Commands about 業務 to automate next (BPR)."""

from pathlib import Path
from typing import Annotated

import typer

from rpa_suite.app.bpr import COLUMNS, candidate_of
from rpa_suite.cli.kpi import Year
from rpa_suite.cli.opening import opened_office
from rpa_suite.cli.output import AsJson, print_json, print_table
from rpa_suite.errors import InputError
from rpa_suite.kpi.bpr import Comparison, Expectation
from rpa_suite.kpi.dashboard_text import hours_text
from rpa_suite.kpi.figures import hours

bpr = typer.Typer(help="次に自動化する業務の台帳（BPR）", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="CSVファイル")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(bpr, name="bpr")


@bpr.command("rank")
def rank(as_json: AsJson = False) -> None:
    """候補の順位: 見込みの削減時間とその幅."""
    with opened_office() as office:
        found = office.bpr.ranked()
    if as_json:
        print_json([_expected(each) for each in found])
        return
    print_table(
        "次に自動化する業務",
        ("順", "番号", "業務", "課", "件数/年", "見込み(h/年)", "幅(h)", "回収(年)"),
        [
            (
                str(place),
                each.candidate.id,
                each.candidate.title,
                each.candidate.section,
                f"{each.candidate.yearly_items:,}",
                hours_text(each.expected),
                f"{hours_text(each.low)}〜{hours_text(each.high)}",
                f"{each.payback_years:.1f}" if each.payback_years else "",
            )
            for place, each in enumerate(found, start=1)
        ],
    )


@bpr.command("compare")
def compare(year: Year = None, as_json: AsJson = False) -> None:
    """導入した業務の見込みと実績。かかる時間の方が多いものを名指しする."""
    with opened_office() as office:
        found = office.bpr.compared(year)
    if as_json:
        print_json([_compared(each) for each in found])
        return
    print_table(
        "見込みと実績",
        (
            "番号",
            "業務",
            "見込み(h/年)",
            "実績(h)",
            "件数",
            "1件 見込み→実績(分)",
            "判定",
        ),
        [
            (
                each.expectation.candidate.id,
                each.expectation.candidate.title,
                hours_text(each.expectation.expected),
                hours_text(each.measured),
                f"{each.items:,}",
                f"{each.expected_per_item:.1f}→"
                + (
                    "―"
                    if each.measured_per_item is None
                    else f"{each.measured_per_item:.1f}"
                ),
                each.verdict,
            )
            for each in found
        ],
    )


@bpr.command("save")
def save(
    number: Annotated[str, typer.Argument(help="番号（英数字）")],
    title: Annotated[str, typer.Option(help="業務名")],
    section: Annotated[str, typer.Option(help="課")],
    items: Annotated[str, typer.Option(help="年間件数")],
    minutes: Annotated[str, typer.Option(help="1件の分")],
    rules: Annotated[str, typer.Option(help="規則で決まる割合 0〜1")] = "1",
    systems: Annotated[str, typer.Option(help="システム数")] = "1",
    paper: Annotated[str, typer.Option(help="紙の割合 0〜1")] = "0",
    difficulty: Annotated[str, typer.Option(help="難しさ 1〜3")] = "1",
    development: Annotated[str, typer.Option(help="開発時間")] = "0",
    robot_task: Annotated[str, typer.Option(help="導入後: ロボットの業務番号")] = "",
    note: Annotated[str, typer.Option(help="備考")] = "",
    as_json: AsJson = False,
) -> None:
    """候補を1件登録する（同じ番号は新しい内容になる）."""
    cells = (number, title, section, items, minutes, rules, systems, paper, difficulty)
    row = dict(zip(COLUMNS, (*cells, development, robot_task, note), strict=True))
    try:
        candidate = candidate_of(row)
    except ValueError as error:
        raise InputError(str(error)) from error
    with opened_office() as office:
        office.bpr.save(candidate)
    if as_json:
        print_json(candidate.model_dump(mode="json"))
    else:
        print(f"登録しました: {candidate.id} {candidate.title}")


@bpr.command("import")
def import_register(file: File, as_json: AsJson = False) -> None:
    """台帳をCSVから取り込む（全部の行か、まったく取り込まないか）."""
    with opened_office() as office:
        number = office.bpr.import_csv(file)
    _tell(number, f"{number}件を取り込みました。", as_json)


@bpr.command("export")
def export_register(file: File, as_json: AsJson = False) -> None:
    """台帳をCSVに書き出す（Excelで直して取り込める）."""
    with opened_office() as office:
        number = office.bpr.export_csv(file)
    _tell(number, f"{number}件を書き出しました: {file}", as_json)


def _tell(number: int, sentence: str, as_json: bool) -> None:
    if as_json:
        print_json({"candidates": number})
    else:
        print(sentence)


def _expected(each: Expectation) -> dict[str, object]:
    return each.candidate.model_dump(mode="json") | {
        "expected_hours": str(hours(each.expected)),
        "low_hours": str(hours(each.low)),
        "high_hours": str(hours(each.high)),
        "payback_years": each.payback_years and f"{each.payback_years:.2f}",
    }


def _compared(each: Comparison) -> dict[str, object]:
    return _expected(each.expectation) | {
        "measured_hours": str(hours(each.measured)),
        "items": each.items,
        "verdict": each.verdict,
    }
