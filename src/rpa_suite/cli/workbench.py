"""Commands for those who write robots."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from rpa_suite.app.drifting import screen_drifts
from rpa_suite.app.office import Office
from rpa_suite.app.recording import RecordRequest, record
from rpa_suite.app.rehearsing import Rehearsed, rehearse
from rpa_suite.app.workbench import (
    approve_robot,
    check_approvable,
    check_robots,
    robot_records,
)
from rpa_suite.cli import debugging
from rpa_suite.cli.output import AsJson, console, print_json, print_table
from rpa_suite.cli.parameters import Operator, RobotId
from rpa_suite.errors import InputError
from rpa_suite.model.events import Event, ItemFinished
from rpa_suite.robots.beginning import new_robot
from rpa_suite.robots.drifting import proposal
from rpa_suite.robots.manual import manual_page
from rpa_suite.settings import Settings

Names = Annotated[list[str] | None, typer.Argument(help="ロボットの名前（いくつでも）")]
Every = Annotated[bool, typer.Option("--all", help="登録された全部のロボット")]

robot = typer.Typer(help="ロボットを作る・確かめる・承認する", no_args_is_help=True)


@robot.command("list")
def list_robots(as_json: AsJson = False) -> None:
    """ロボットの版・承認・課の一覧."""
    office = Office.open()
    try:
        records, unusable = robot_records(office), office.unusable
    finally:
        office.close()
    for told in unusable.values():
        print(f"使えません: {told}", file=sys.stderr)
    if as_json:
        print_json([each.as_json() for each in records])
        return
    print_table(
        "ロボットの登録",
        ("業務", "名前", "題名", "課", "承認"),
        [
            (each.task, each.id, each.title, each.section, each.approval)
            for each in records
        ],
    )


@robot.command("new")
def start_robot(
    name: Annotated[str, typer.Argument(help="新しいロボットの名前（英小文字と _）")],
    like: Annotated[str, typer.Option(help="写して始めるロボット")],
    task: Annotated[str, typer.Option(help="業務の番号（例 T9）")],
    title: Annotated[str, typer.Option(help="題名")],
) -> None:
    """よく似たロボットを写して、すぐ動く形から始める."""
    folder = new_robot(Settings().robots_dir, name, like=like, task=task, title=title)
    print(f"作りました: {folder}")
    print("item.py・portal.py・procedure.py を新しい業務に合わせて直してください。")


@robot.command("record")
def record_robot(
    url: Annotated[str, typer.Argument(help="業務システムの接続先（登録済みのもの）")],
    name: Annotated[
        str, typer.Option(help="新しいロボットの名前（英小文字と _）")
    ] = "recorded",
    task: Annotated[str, typer.Option(help="業務の番号（例 T9）")] = "T9",
    title: Annotated[str, typer.Option(help="題名（既定: 画面の題名）")] = "",
    section: Annotated[str, typer.Option(help="課")] = "未定",
) -> None:
    """ブラウザーで1件を登録すると、その手順からロボットを作る."""
    office = Office.open()
    try:
        console.print(
            "ブラウザーを開きます。ログインし、宛名検索で本人を出し、1件を登録して、"
            "完了の画面まで進んだら窓を閉じてください。パスワードは記録しません。"
        )
        folder = record(
            office,
            RecordRequest(url=url, name=name, task=task, title=title, section=section),
        )
    finally:
        office.close()
    print(f"作りました: {folder}")
    print(
        f"続けて rpa-suite robot check {name} と robot test {name} を実行してください。"
    )


@robot.command("check")
def check(
    names: Annotated[
        list[str] | None, typer.Argument(help="ロボットの名前（既定: 全部）")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """定義・項目・画面の控え・禁じ手を調べる（誤りがあれば終了コード 2）."""
    found = check_robots(Settings(), names or ())
    count = sum(len(each) for each in found.values())
    if as_json:
        print_json(
            {
                name: [
                    {"file": f.file, "line": f.line, "message": f.message}
                    for f in findings
                ]
                for name, findings in found.items()
            }
        )
    else:
        for name, findings in found.items():
            print(f"{name}: {'○' if not findings else f'{len(findings)}件'}")
            for each in findings:
                where = f"{each.file}:{each.line}" if each.line else each.file
                print(f"  {where}  {each.message}")
    if count:
        raise InputError(f"直すところが{count}件あります。")


@robot.command("test")
def test_robot(
    names: Names = None,
    every: Every = False,
    profile: Annotated[
        str, typer.Option(help="障害の組: calm / realistic / hostile")
    ] = "realistic",
    file: Annotated[
        Path | None, typer.Option(help="取り込むファイル（既定: 最初の見本）")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """練習用業務システムで動かし、約束ごとに判定する（終わると何も残らない）."""
    if profile not in ("calm", "realistic", "hostile"):
        raise InputError("--profile は calm・realistic・hostile のどれかです。")
    found: dict[str, Rehearsed] = {}
    office = Office.open()
    try:
        for name in _chosen(office, names, every):
            found[name] = rehearse(
                office, name, profile=profile, file=file, on_event=_say
            )
            if not as_json:
                _print_promises(f"{name}（{profile}）", found[name])
    finally:
        office.close()
    if as_json:
        told = {
            name: {
                "passed": each.passed,
                "promises": {p.title: p.kept for p in each.promises},
                "states": each.states,
            }
            for name, each in found.items()
        }
        print_json(told if len(told) != 1 else next(iter(told.values())))
    broken = [name for name, each in found.items() if not each.passed]
    if broken:
        raise InputError(
            f"守られていない約束があります（{'、'.join(broken)}）。"
            "明細と画面を確かめてください。"
        )


def _print_promises(title: str, found: Rehearsed) -> None:
    print_table(
        title,
        ("約束", "判定", "結果"),
        [
            (each.title, "○" if each.kept else "×", each.found)
            for each in found.promises
        ],
    )


def _chosen(office: Office, names: list[str] | None, every: bool) -> list[str]:
    """Return the robots that are meant, by the numbers of their 業務."""
    if every:
        return [each.id for each in robot_records(office)]
    if not names:
        raise InputError("ロボットの名前を書くか、--all を付けてください。")
    return [office.robot(name).id for name in names]


def _say(event: Event) -> None:
    if isinstance(event, ItemFinished):
        console.print(f"  {event.number:>4}  {event.state_label}  {event.reason}")


@robot.command("drift")
def drift(
    name: RobotId,
    file: Annotated[
        Path | None, typer.Option(help="画面を開く明細（既定: 最初の見本）")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="直し方の案を書くファイル")] = None,
    as_json: AsJson = False,
) -> None:
    """今日の画面を承認した控えと比べ、直し方の案を差分で示す（何も登録しない）."""
    office = Office.open()
    try:
        folder = Path(office.robot(name).folder)
        found = screen_drifts(office, name, file=file)
    finally:
        office.close()
    patch = proposal(folder, found)
    if as_json:
        print_json(
            {"screens": {d.heading: list(d.told()) for d in found}, "diff": patch}
        )
    elif not found:
        print(f"{name}: 画面は控えのとおりです。")
    else:
        for each in found:
            print(f"画面「{each.heading}」")
            for told in each.told():
                print(f"  {told}")
        print(patch)
    if out and patch:
        _write(out, patch)
    if found:
        raise InputError(
            f"{len(found)}画面が変わっています。案を確かめて直し、"
            f"rpa-suite robot test {name} のあと承認し直してください。"
        )


@robot.command("manual")
def write_manual(
    name: RobotId,
    out: Annotated[Path, typer.Option(help="書き出す HTML")] = Path("手順書.html"),
) -> None:
    """ロボットが使えない日の手順書を、ロボットの定義から作る."""
    office = Office.open()
    try:
        found = office.robot(name)
    finally:
        office.close()
    labels = dict(found.labels)
    if found.table:
        labels |= {field: header for header, field in found.table.columns.items()}
    # Rows of a table (child[].name, child[1].name) are one column each.
    labels |= {
        field.rsplit(".", 1)[1]: label
        for field, label in reversed(labels.items())
        if "." in field and field.rsplit(".", 1)[1] not in labels
    }
    _write(out, manual_page(found, labels))
    print(f"手順書を書きました: {out}")


@robot.command("approve")
def approve(names: Names = None, every: Every = False, operator: Operator = "") -> None:
    """いまの版を承認する（本番の業務システムでは、承認した版だけが動く）."""
    office = Office.open()
    try:
        chosen = _chosen(office, names, every)
        who = operator or office.current_user()
        # All of them or none: half a list of approvals is easily overlooked.
        for name in chosen:
            check_approvable(office, name, who=who)
        for name in chosen:
            done = approve_robot(office, name, who=who)
            print(f"承認しました: {done.id} 第{done.version}版（{done.hash[:12]}）")
    finally:
        office.close()


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{out} に書けません。場所を確かめてください。") from error


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    debugging.register(robot)
    app.add_typer(robot, name="robot")
