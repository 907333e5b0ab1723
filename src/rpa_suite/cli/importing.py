"""Commands that take files in."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Never

import typer

from rpa_suite.app.office import Office
from rpa_suite.app.records import Preview, RowFate
from rpa_suite.app.watching import REFUSED, TakenIn, WatchedFolder
from rpa_suite.cli import sorting
from rpa_suite.cli.output import AsJson, print_json, print_table
from rpa_suite.cli.parameters import Operator, RobotId
from rpa_suite.errors import InputError, StoreError

RobotAndFile = Annotated[
    list[str],
    typer.Argument(
        metavar="[ROBOT] FILE",
        help="ロボットの名前と、スキャン（PDF・TIFF・画像）か CSV・Excel。"
        "いろいろな帳票の束は、ロボットを書かなければ帳票ごとに仕分けます",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("preview")(preview)
    app.command("import")(import_file)
    app.command("watch")(watch_folder)
    app.command("approve")(approve_batch)


def preview(targets: RobotAndFile, as_json: AsJson = False) -> None:
    """取り込むと何が起きるかを見る（何も保存しない）."""
    robot, file = _robot_and_file(targets)
    if robot is None:
        sorting.preview_bundle(file, as_json=as_json)
        return
    office = Office.open()
    try:
        shown = office.importing.preview(robot, file)
    finally:
        office.close()
    if as_json:
        print_json(_preview_json(shown))
    else:
        _print_preview(shown)
    if not shown.importable:
        raise InputError(f"「{file.name}」には取り込める行がありません。")


def import_file(
    targets: RobotAndFile, operator: Operator = "", as_json: AsJson = False
) -> None:
    """ファイルを取り込む（問題のある行と重複は取り込まない）."""
    robot, file = _robot_and_file(targets)
    if robot is None:
        sorting.import_bundle(file, operator=operator, as_json=as_json)
        return
    office = Office.open()
    try:
        shown = office.importing.preview(robot, file)
        if not as_json:
            _print_preview(shown)
        imported = office.importing.import_preview(
            shown, operator=operator or office.current_user()
        )
    finally:
        office.close()
    if as_json:
        print_json(
            {
                "batch": imported.batch.id,
                "items": len(imported.items),
                "left_out": imported.left_out,
                "preview": _preview_json(shown),
            }
        )
        return
    print(f"取り込みました: {len(imported.items)} 件（除外 {imported.left_out} 件）")


def watch_folder(
    robot: RobotId,
    folder: Annotated[Path, typer.Argument(help="見守るフォルダー")],
    every: Annotated[float, typer.Option(min=0.5, help="見る間隔（秒）")] = 5.0,
    once: Annotated[bool, typer.Option(help="今あるものだけ取り込んで終える")] = False,
    operator: Operator = "",
) -> None:
    """フォルダーに置かれたファイルを順に取り込む（取込済・取込不可へ移す）."""
    office = Office.open()
    try:
        watched = WatchedFolder(
            office, robot, folder, operator=operator or office.current_user()
        )
        if not once:
            _watch(watched, every)
            return
        refused = [taken for taken in _told(watched, at_once=True) if taken.problem]
    except KeyboardInterrupt:
        print("見守りを終えました。")
        return
    finally:
        office.close()
    if refused:
        raise InputError(
            f"{len(refused)} 個のファイルを取り込めませんでした。"
            f"「{folder / REFUSED}」の結果と、上の表示を見てください。"
        )


def _watch(watched: WatchedFolder, every: float) -> Never:
    """Look again and again; a drive or a database that is gone is waited for."""
    trouble = ""
    while True:
        try:
            for _ in _told(watched):
                pass
            if trouble:
                print("またつながりました。見守りを続けます。", flush=True)
            trouble = ""
        except (InputError, StoreError) as error:
            if str(error) != trouble:
                print(f"{error} つながるまで待ちます。", flush=True)
            trouble = str(error)
        time.sleep(every)


def _told(watched: WatchedFolder, *, at_once: bool = False) -> Iterator[TakenIn]:
    """Take in what is there and say of each file what became of it."""
    for taken in watched.look(at_once=at_once):
        outcome = taken.problem or f"{taken.items} 件（除外 {taken.left_out} 件）"
        print(f"{taken.path.name}: {outcome}{taken.stays}", flush=True)
        yield taken


def approve_batch(
    batch: Annotated[str, typer.Argument(help="取込の番号（import --json の batch）")],
    operator: Operator = "",
    show: Annotated[bool, typer.Option("--show", help="一覧だけを見る")] = False,
) -> None:
    """取込を承認する（取り込んだ人と別の職員が、一覧を確かめてから）."""
    office = Office.open()
    try:
        if show:
            sheet = office.importing.to_approve(batch)
            rows = [(str(number), *texts) for number, texts in sheet.rows]
            print_table(sheet.batch.source_name, ("番号", *sheet.columns), rows)
            return
        approved = office.importing.approve(
            batch, who=operator or office.current_user()
        )
    finally:
        office.close()
    print(f"承認しました: {approved.id}（承認者 {approved.approved_by}）")


def _robot_and_file(targets: list[str]) -> tuple[str | None, Path]:
    """Return the robot, or None where a bundle is to be sorted, and the file."""
    if len(targets) > 2:
        raise InputError("ファイルは1つずつ取り込んでください: [ROBOT] FILE")
    robot = targets[0] if len(targets) == 2 else None
    return robot, Path(targets[-1])


def _preview_json(shown: Preview) -> dict[str, Any]:
    return {
        "robot": shown.robot_id,
        "file": shown.path.name,
        "sha256": shown.sha256,
        "notes": shown.notes,
        "counts": {fate.value: shown.count(fate) for fate in RowFate},
        "rows": [
            {
                "number": row.number,
                "fate": row.fate.value,
                "problems": [
                    {
                        "column": each.column,
                        "message": each.message,
                        "severity": each.severity.value,
                    }
                    for each in row.problems
                ],
            }
            for row in shown.rows
        ],
    }


def _print_preview(shown: Preview) -> None:
    for note in shown.notes:
        print(f"・{note}")
    print_table(
        f"{shown.path.name}: "
        + "、".join(
            f"{fate.label} {shown.count(fate)} 件"
            for fate in RowFate
            if shown.count(fate)
        ),
        ("行", "取込", "確認事項"),
        [
            (
                str(row.number),
                row.fate.label,
                "\n".join(
                    f"{each.column or '全体'}: {each.message}" for each in row.problems
                ),
            )
            for row in shown.rows
        ],
    )
