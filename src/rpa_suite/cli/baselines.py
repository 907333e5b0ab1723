"""Commands about minutes by hand: time, propose, approve (基準時間)."""

from datetime import datetime
from typing import Annotated

import typer

from rpa_suite.cli.opening import opened_office
from rpa_suite.cli.output import AsJson, print_json, print_table
from rpa_suite.cli.parameters import RobotOrTask, exact_minutes
from rpa_suite.kpi.measuring import missing
from rpa_suite.model.measuring import Decision, MeasuredBaseline
from rpa_suite.model.robots import Baseline

baseline = typer.Typer(help="手作業の基準時間を計る・承認する", no_args_is_help=True)

Version = Annotated[int, typer.Argument(help="版")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(baseline, name="baseline")


@baseline.command("list")
def list_versions(robot: RobotOrTask, as_json: AsJson = False) -> None:
    """基準時間の版: robot.toml のものと、計測したもの."""
    with opened_office() as office:
        declared = office.measuring.declared(robot)
        versions = office.measuring.versions(robot)
        timings = office.measuring.timings(robot)
    rows = [_row(declared, "robot.toml", declared.approved_by)] if declared else []
    rows += [
        _row(
            each.baseline, f"第{each.baseline.version}版 {each.state}", each.decided_by
        )
        for each in versions
    ]
    if as_json:
        names = ("version", "valid_from", "minutes", "mean", "items", "staff", "by")
        print_json(
            {
                "versions": [dict(zip(names, row, strict=True)) for row in rows],
                "timed": len(timings),
                "missing": missing(timings),
            }
        )
        return
    print_table(
        f"{robot} の基準時間",
        ("版", "適用開始日", "中央値(分)", "平均(分)", "件数", "人数", "承認"),
        rows,
    )
    if timings:
        print(f"計測中: {len(timings)}件。{missing(timings) or '提案できます。'}")


@baseline.command("time")
def time_one(
    robot: RobotOrTask,
    staff: Annotated[str, typer.Option(help="計った人（職員番号など）")],
    minutes: Annotated[str, typer.Option(help="1件にかかった分")],
    as_json: AsJson = False,
) -> None:
    """手作業1件の時間を記録する（窓では計測ボタンで計れます）."""
    with opened_office() as office:
        office.measuring.time(robot, staff=staff, minutes=exact_minutes(minutes))
        timings = office.measuring.timings(robot)
    if as_json:
        print_json({"timed": len(timings), "missing": missing(timings)})
        return
    print(f"記録しました（{len(timings)}件目）。{missing(timings) or '提案できます。'}")


@baseline.command("propose")
def propose(
    robot: RobotOrTask,
    valid_from: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="適用開始日")
    ],
    exception: Annotated[str, typer.Option(help="例外1件の追加の分")],
    preparation: Annotated[str, typer.Option(help="1回の準備の分")] = "0",
    supervision: Annotated[str, typer.Option(help="1回の見守りの分")] = "0",
    as_json: AsJson = False,
) -> None:
    """計測した時間から新しい版を提案する."""
    with opened_office() as office:
        made = office.measuring.propose(
            robot,
            valid_from=valid_from.date(),
            exception_minutes=exact_minutes(exception),
            preparation_minutes=exact_minutes(preparation),
            supervision_minutes=exact_minutes(supervision),
        )
    _tell(made, as_json)


@baseline.command("approve")
def approve(robot: RobotOrTask, version: Version, as_json: AsJson = False) -> None:
    """提案された版を承認する（提案した人とは別の管理職）."""
    with opened_office() as office:
        done = office.measuring.decide(robot, version, Decision.APPROVED)
    _tell(done, as_json)


@baseline.command("refuse")
def refuse(
    robot: RobotOrTask,
    version: Version,
    reason: Annotated[str, typer.Option(help="差し戻す理由")],
    as_json: AsJson = False,
) -> None:
    """提案された版を差し戻す."""
    with opened_office() as office:
        done = office.measuring.decide(robot, version, Decision.REFUSED, reason=reason)
    _tell(done, as_json)


def _tell(measured: MeasuredBaseline, as_json: bool) -> None:
    baseline = measured.baseline
    if as_json:
        print_json(
            {
                "robot": measured.robot_id,
                "version": baseline.version,
                "state": measured.state,
                "minutes": str(baseline.minutes),
                "valid_from": baseline.valid_from.isoformat(),
            }
        )
        return
    print(
        f"第{baseline.version}版（中央値 {baseline.minutes:.2f}分、"
        f"{baseline.items}件・{baseline.staff}人、{baseline.valid_from} から）: "
        f"{measured.state}"
    )


def _row(baseline: Baseline, words: str, by: str) -> tuple[str, ...]:
    mean = baseline.mean_minutes
    return (
        words,
        baseline.valid_from.isoformat(),
        f"{baseline.minutes:.2f}",
        "" if mean is None else f"{mean:.2f}",
        str(baseline.items),
        str(baseline.staff),
        by,
    )
