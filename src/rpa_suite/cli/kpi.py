"""Commands about hours saved: figures, the way down, reports, closing."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from rpa_suite.app.disposing import dispose_evidence
from rpa_suite.cli.opening import opened_office
from rpa_suite.cli.output import AsJson, print_json, print_pairs, print_table
from rpa_suite.cli.parameters import RobotOrTask, exact_minutes
from rpa_suite.jp.eras import JST
from rpa_suite.kpi.labels import KIND_NAMES
from rpa_suite.model.savings import Closing, SavingFilter
from rpa_suite.model.work import Environment

kpi = typer.Typer(help="削減時間とKPI（年度・課・業務別、正味）")

Where = Annotated[
    Environment, typer.Option(help="training は練習の集計（KPIに算入しない）")
]
Year = Annotated[int | None, typer.Option(help="年度（西暦、空は今年度）")]
# So much of a run's number tells it from all others, and stays whole in a table.
_SHORT = 8
Minutes = Annotated[str, typer.Option(help="分（小数も可）")]
Day = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="日付（空は今日）")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(kpi, name="kpi")


@kpi.callback(invoke_without_command=True)
def show(
    context: typer.Context,
    environment: Where = Environment.PRODUCTION,
    example: Annotated[bool, typer.Option(help="計算例（令和2・3年度）を見る")] = False,
    html: Annotated[Path | None, typer.Option(help="1枚のHTMLに書き出す")] = None,
    as_json: AsJson = False,
) -> None:
    """削減時間とKPI（年度・課・業務別、正味）."""
    if context.invoked_subcommand:
        return
    if example:
        _show_example(html, as_json=as_json)
        return
    with opened_office() as office:
        shown = office.savings.kpi(environment)
    if html:
        from rpa_suite.kpi.page import render_html

        rehearsal = environment is Environment.TRAINING
        title = "練習の集計（KPIに算入しない）" if rehearsal else "RPAによる削減時間"
        html.write_text(render_html(shown, title=title), encoding="utf-8")
        print(f"書き出しました: {html}")
    if as_json:
        from rpa_suite.kpi.figures import to_json

        print_json(to_json(shown))
    elif not html:
        from rpa_suite.kpi.text import print_figures

        print_figures(shown)


def _show_example(html: Path | None, *, as_json: bool) -> None:
    from rpa_suite.kpi.example import example_figures, example_since_introduction
    from rpa_suite.kpi.figures import hours, to_json
    from rpa_suite.kpi.labels import year_name

    annual, since = example_figures(), example_since_introduction()
    if html:
        from rpa_suite.kpi.page import render_html

        html.write_text(render_html(annual, title="計算例"), encoding="utf-8")
        print(f"書き出しました: {html}")
    if as_json:
        print_json(to_json(annual) | {"since_introduction": to_json(since)["years"]})
        return
    if html:
        return
    from rpa_suite.kpi.text import print_figures

    print_figures(annual)
    by_year = {year.fiscal_year: year for year in annual.years}
    print_table(
        "『積算』の二つの読み方",
        ("年度", "年間合計(h)", "累計(h)", "計画(h)"),
        [
            (
                year_name(year.fiscal_year),
                str(hours(by_year[year.fiscal_year].sums.saved))
                if by_year.get(year.fiscal_year) and by_year[year.fiscal_year].booked
                else "―",
                str(hours(year.cumulative)),
                str(year.plan.hours) if year.plan and year.plan.hours else "―",
            )
            for year in since.years
            if year.booked
        ],
    )
    print(
        "年間合計は計算例の業務を足した値、累計は導入からの積み上げとした別の読み方です。"
        "どちらも令和2年度 493.0、令和3年度 600.0 になります。"
        "KPIの表示は settings.toml の kpi_mode（annual / cumulative）で選びます。"
    )


@kpi.command("year")
def one_year(
    year: Year = None,
    environment: Where = Environment.PRODUCTION,
    example: Annotated[bool, typer.Option(help="計算例を見る")] = False,
    as_json: AsJson = False,
) -> None:
    """1年度のすべて: 目標・見込み・内訳・例外・読取・稼働・金額."""
    from rpa_suite.kpi.dashboard_text import dashboard_json, dashboard_pairs

    with opened_office() as office:
        if example:
            shown = office.savings.example(year or 2021)
        else:
            office.savings.catch_up()
            shown = office.savings.dashboard(environment, year)
    if as_json:
        print_json(dashboard_json(shown))
        return
    for title, pairs in dashboard_pairs(shown):
        print_pairs(title, pairs)


@kpi.command("runs")
def runs(
    year: Year = None,
    month: Annotated[int | None, typer.Option(help="月（1〜12）")] = None,
    section: Annotated[str | None, typer.Option(help="課")] = None,
    task: Annotated[str | None, typer.Option(help="業務番号")] = None,
    environment: Where = Environment.PRODUCTION,
    as_json: AsJson = False,
) -> None:
    """数字の元になった実行（新しい順）."""
    with opened_office() as office:
        found = office.savings.runs(
            SavingFilter(
                environment=environment,
                fiscal_year=year or office.savings.this_year(),
                month=month,
                section=section,
                task=task,
            )
        )
    if as_json:
        print_json([_plain(each) | {"saved": str(each.saved)} for each in found])
        return
    print_table(
        "実行（純削減は分）",
        ("実行", "開始", "ロボット", "完了", "例外", "純削減"),
        [
            (
                each.run_id[:_SHORT] or "（実行のない行）",
                _moment(each.started_at),
                each.robot_id,
                str(each.items),
                str(each.exceptions),
                f"{each.saved:.1f}",
            )
            for each in found
        ],
    )


@kpi.command("rows")
def rows(
    run: Annotated[
        str,
        typer.Argument(help="実行の番号の初め（kpi runs の1列目、空は実行のない行）"),
    ],
    environment: Where = Environment.PRODUCTION,
    as_json: AsJson = False,
) -> None:
    """1回の実行の台帳の行: 明細、分、使った基準時間."""
    with opened_office() as office:
        number = office.savings.run_id(run) if run else ""
        found = office.savings.rows(SavingFilter(environment=environment), number)
    if as_json:
        print_json([_plain(each.saving) | {"row": each.sequence} for each in found])
        return
    print_table(
        "台帳（分）",
        ("行", "種類", "明細", "完了", "導入前→後", "基準時間", "備考"),
        [
            (
                str(each.sequence),
                KIND_NAMES[each.saving.kind],
                str(each.item_number or ""),
                f"{each.saving.at.astimezone(JST):%Y-%m-%d}",
                f"{each.saving.minutes_before:.2f}→{each.saving.minutes_after:.2f}",
                # The robot is known; left is the version, or its first day.
                re.split("[@#]", each.saving.baseline_id or "")[-1],
                each.saving.note,
            )
            for each in found
        ],
    )


@kpi.command("report")
def report(
    folder: Annotated[Path, typer.Argument(help="書き出すフォルダー")],
    year: Year = None,
    environment: Where = Environment.PRODUCTION,
    example: Annotated[bool, typer.Option(help="計算例で作る")] = False,
    as_json: AsJson = False,
) -> None:
    """報告書を作る: Excel・PDF・HTML・調査用CSV."""
    from rpa_suite.app.reporting import write_reports

    with opened_office() as office:
        if not example:
            office.savings.catch_up()
        written = write_reports(
            office.savings, folder, environment=environment, year=year, example=example
        )
    if as_json:
        print_json({kind: str(path) for kind, path in written.items()})
        return
    for path in written.values():
        print(f"書き出しました: {path}")


@kpi.command("maintain")
def maintain(
    robot: RobotOrTask,
    minutes: Minutes,
    what: Annotated[str, typer.Option(help="何をしたか")],
    on: Day = None,
    as_json: AsJson = False,
) -> None:
    """保守にかかった時間を計上する."""
    with opened_office() as office:
        booked = office.savings.maintain(
            robot, exact_minutes(minutes), what, on=on.date() if on else None
        )
    _tell(booked, f"{booked.task} の保守 {minutes}分を計上しました。", as_json)


@kpi.command("correct")
def correct(
    robot: RobotOrTask,
    minutes: Annotated[str, typer.Option(help="増やす分。減らすときはマイナス")],
    why: Annotated[str, typer.Option(help="訂正の理由")],
    on: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="何日の分の訂正か")
    ],
    as_json: AsJson = False,
) -> None:
    """訂正行を加える（行は書き換えない。確定した年度は管理職だけ）."""
    with opened_office() as office:
        booked = office.savings.correct(
            robot, exact_minutes(minutes), why, on=on.date()
        )
    _tell(booked, f"{booked.task} を {minutes}分 訂正しました。", as_json)


@kpi.command("close")
def close(
    year: Annotated[int, typer.Argument(help="年度（西暦）")],
    note: Annotated[str, typer.Option(help="覚え書き")] = "",
    as_json: AsJson = False,
) -> None:
    """年度を確定する（管理職）."""
    with opened_office() as office:
        closing = office.savings.close(year, note=note)
    if as_json:
        print_json(_plain(closing) | {"hours_saved": _hours(closing)})
        return
    print(
        f"{year}年度を確定しました: {_hours(closing)}時間、{closing.rows}行。"
        f"署名 {closing.through_hash[:16]}"
    )


@kpi.command("closings")
def closings(as_json: AsJson = False) -> None:
    """確定の記録."""
    with opened_office() as office:
        found = office.savings.closings()
    if as_json:
        print_json([_plain(each) | {"hours_saved": _hours(each)} for each in found])
        return
    print_table(
        "確定の記録",
        ("年度", "純削減(h)", "行", "確定した人", "日時", "署名"),
        [
            (
                str(each.fiscal_year),
                _hours(each),
                f"{each.rows:,}",
                each.closed_by,
                _moment(each.closed_at),
                each.through_hash[:16],
            )
            for each in found
        ],
    )


@kpi.command("verify")
def verify(as_json: AsJson = False) -> None:
    """台帳の改ざん検知: 連鎖・集計・確定・基準時間."""
    with opened_office() as office:
        findings = office.savings.verify()
    well = all(each.ok for each in findings)
    if as_json:
        print_json({"ok": well, "findings": [_plain(each) for each in findings]})
    else:
        print_table(
            "台帳の検査",
            ("項目", "結果", "内容"),
            [(f.check, "○" if f.ok else "×", f.detail) for f in findings],
        )
    if not well:
        raise typer.Exit(5)


@kpi.command("rebuild")
def rebuild(as_json: AsJson = False) -> None:
    """集計を台帳の行から作り直す（台帳の行は変えない）."""
    with opened_office() as office:
        office.savings.rebuild()
        findings = office.savings.verify()
    if as_json:
        print_json({"ok": all(f.ok for f in findings)})
        return
    print("集計を台帳の行から作り直しました。")


@kpi.command("dispose")
def dispose(
    before: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="この日より前の証跡")
    ],
    rule: Annotated[str, typer.Option(help="廃棄の根拠（例: 保存期間1年）")],
    as_json: AsJson = False,
) -> None:
    """保存期間を過ぎた証跡を廃棄する（台帳の分と廃棄の記録は残る）."""
    with opened_office() as office:
        gone = dispose_evidence(
            office.store,
            office.permissions,
            before=before.date(),
            rule=rule,
            now=office.now(),
        )
    if as_json:
        print_json({"disposed": gone})
        return
    print(f"証跡{gone}点を廃棄しました。台帳の行はそのままです。")


def _tell(booked: Any, sentence: str, as_json: bool) -> None:
    if as_json:
        print_json(_plain(booked) | {"saved": str(booked.saved)})
    else:
        print(sentence)


def _plain(record: Any) -> dict[str, Any]:
    from dataclasses import asdict

    plain: dict[str, Any] = json.loads(
        json.dumps(asdict(record), ensure_ascii=False, default=str)
    )
    return plain


def _hours(closing: Closing) -> str:
    from rpa_suite.kpi.figures import hours

    return f"{hours(closing.saved):,}"


def _moment(at: datetime | None) -> str:
    return at.astimezone(JST).strftime("%Y-%m-%d %H:%M") if at else ""
