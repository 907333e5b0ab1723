"""Commands about imports and work items."""

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from rpa_suite.app.hand_actions import HandAction
from rpa_suite.app.office import Office
from rpa_suite.app.records import Preview, RowFate
from rpa_suite.app.watching import REFUSED, WatchedFolder
from rpa_suite.cli import sorting
from rpa_suite.cli.output import (
    AsJson,
    console,
    print_json,
    print_pairs,
    print_table,
)
from rpa_suite.errors import InputError
from rpa_suite.jp.eras import JST
from rpa_suite.model.work import ItemState, WorkItem

RobotId = Annotated[str, typer.Argument(help="ロボットの名前（robots で一覧）")]
RobotAndFile = Annotated[
    list[str],
    typer.Argument(
        metavar="[ROBOT] FILE",
        help="ロボットの名前と、スキャン（PDF・TIFF・画像）か CSV・Excel。"
        "いろいろな帳票の束は、ロボットを書かなければ帳票ごとに仕分けます",
    ),
]
Operator = Annotated[str, typer.Option(help="操作者（空は今のログイン名）")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("preview")(preview)
    app.command("import")(import_file)
    app.command("watch")(watch_folder)
    app.command("items")(list_items)
    app.command("item")(show_item)
    app.command("act")(act_on_item)
    app.command("audit")(verify_audit)
    app.command("discrepancies")(list_discrepancies)
    app.command("settle")(settle_discrepancy)
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


def approve_batch(
    batch: Annotated[str, typer.Argument(help="取込の番号（import --json の batch）")],
    operator: Operator = "",
) -> None:
    """取込を承認する（取り込んだ人と別の職員が、一覧を確かめてから）."""
    office = Office.open()
    try:
        approved = office.importing.approve(
            batch, who=operator or office.current_user()
        )
    finally:
        office.close()
    print(f"承認しました: {approved.id}（承認者 {approved.approved_by}）")


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
        refused = 0
        while True:
            for taken in watched.look(at_once=once):
                refused += bool(taken.problem)
                outcome = taken.problem or (
                    f"{taken.items} 件（除外 {taken.left_out} 件）"
                )
                print(f"{taken.path.name}: {outcome}", flush=True)
            if once:
                break
            time.sleep(every)
    except KeyboardInterrupt:
        print("見守りを終えました。")
        return
    finally:
        office.close()
    if refused:
        raise InputError(
            f"{refused} 個のファイルを取り込めませんでした。"
            f"「{folder / REFUSED}」の結果を見てください。"
        )


def list_items(
    robot: Annotated[str, typer.Option(help="ロボットで絞る")] = "",
    state: Annotated[list[ItemState] | None, typer.Option(help="状態で絞る")] = None,
    as_json: AsJson = False,
) -> None:
    """明細の一覧（個人情報は出さない）."""
    office = Office.open()
    try:
        found = office.items.find(robot_id=robot or None, states=tuple(state or ()))
    finally:
        office.close()
    if as_json:
        print_json([_item_json(item) for item in found])
        return
    print_table(
        f"明細 {len(found)} 件",
        ("明細", "ロボット", "番号", "状態", "処理番号", "理由"),
        [
            (
                item.id[:8],
                item.robot_id,
                str(item.number),
                item.state.label,
                item.receipt or "",
                item.reason,
            )
            for item in found
        ],
    )


def show_item(
    item_id: Annotated[str, typer.Argument(help="明細の番号（先頭の数文字でよい）")],
    reveal: Annotated[
        bool, typer.Option(help="個人情報を表示する（監査記録に残る）")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """明細の内容と、これまでの歩み."""
    office = Office.open()
    try:
        item = find_item(office, item_id)
        shown = office.items.shown(item, reveal=reveal)
        steps = office.items.history(item.id)
    finally:
        office.close()
    if as_json:
        print_json(
            {
                **_item_json(item),
                "values": shown,
                "history": [
                    {
                        "at": step.at,
                        "actor": step.actor,
                        "to": step.to_state.value,
                        "reason_code": step.reason_code,
                        "reason": step.reason,
                    }
                    for step in steps
                ],
            }
        )
        return
    print_pairs(f"明細 {item.id[:8]} {item.state.label}", shown)
    print_table(
        "歩み",
        ("日時 (UTC)", "だれ", "状態", "理由"),
        [
            (
                f"{step.at:%Y-%m-%d %H:%M:%S}",
                step.actor,
                step.to_state.label,
                step.reason,
            )
            for step in steps
        ],
    )


def act_on_item(
    item_id: Annotated[str, typer.Argument(help="明細の番号（先頭の数文字でよい）")],
    action: Annotated[
        HandAction,
        typer.Argument(
            help="verify_again 確認へ戻す / run_again 実行待ちへ戻す /"
            " by_hand 手で登録した / withdraw 取り下げる"
        ),
    ],
    told: Annotated[str, typer.Option(help="by_hand の処理番号、withdraw の理由")] = "",
    operator: Operator = "",
) -> None:
    """人の手が要る明細を、次へ進める."""
    office = Office.open()
    try:
        item = find_item(office, item_id)
        if action not in office.exceptions.actions(item):
            words = "・".join(each.label for each in office.exceptions.actions(item))
            raise InputError(
                f"明細 {item.number} は「{item.state.label}」なので、"
                f"「{action.label}」はできません。できること: {words or 'なし'}"
            )
        moved = office.exceptions.act(
            item.id, action, who=operator or office.current_user(), told=told
        )
    finally:
        office.close()
    print(f"明細 {moved.number}: {moved.state.label}")


def verify_audit(as_json: AsJson = False) -> None:
    """監査記録が書き換えられていないかを確かめる."""
    office = Office.open()
    try:
        broken = office.store.audit.verify()
    finally:
        office.close()
    if as_json:
        print_json({"ok": broken is None, "first_broken": broken})
    elif broken is None:
        print("監査記録: 書き換えはありません。")
    else:
        print(f"監査記録: {broken} 番から後が書き換えられています。")
    if broken is not None:
        raise SystemExit(5)


def _robot_and_file(targets: list[str]) -> tuple[str | None, Path]:
    """Return the robot, or None where a bundle is to be sorted, and the file."""
    if len(targets) > 2:
        raise InputError("ファイルは1つずつ取り込んでください: [ROBOT] FILE")
    robot = targets[0] if len(targets) == 2 else None
    return robot, Path(targets[-1])


def find_item(office: Office, prefix: str, *, robot_id: str | None = None) -> WorkItem:
    """Return the one item whose id begins so.

    Raises:
        InputError: None begins so, or several do.
    """
    items = office.items.find(robot_id=robot_id)
    found = [item for item in items if item.id.startswith(prefix)]
    if len(found) != 1:
        raise InputError(
            f"明細「{prefix}」は {len(found)} 件あります。番号を確かめてください。"
        )
    return found[0]


def _item_json(item: WorkItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "batch": item.batch_id,
        "robot": item.robot_id,
        "number": item.number,
        "state": item.state.value,
        "state_label": item.state.label,
        "receipt": item.receipt,
        "attempts": item.attempts,
        "reason_code": item.reason_code,
        "reason": item.reason,
        "review_seconds": item.review_seconds,
    }


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


def list_discrepancies(
    every: Annotated[bool, typer.Option("--all", help="対応済みも")] = False,
    as_json: AsJson = False,
) -> None:
    """業務システムの一覧と合わない登録（突合の結果）."""
    office = Office.open()
    try:
        found = office.reconciling.find(settled=None if every else False)
        numbers = {
            each.item_id: office.store.items.get(each.item_id).number
            for each in found
            if each.item_id
        }
    finally:
        office.close()
    if as_json:
        print_json(
            [
                {
                    "kind": each.kind.value,
                    "receipt": each.receipt,
                    "labels": each.labels,
                    "item": each.item_id,
                    "run": each.run_id,
                    "found_at": each.found_at.isoformat(),
                    "settled_by": each.settled_by,
                    "note": each.note,
                }
                for each in found
            ]
        )
        return
    if not found:
        console.print("業務システムの一覧と合わない登録はありません。")
        return
    print_table(
        "業務システムの一覧と合わない登録",
        ("不一致", "処理番号", "明細", "違う項目", "見つけた日時", "対応"),
        [
            (
                each.kind.label,
                each.receipt,
                str(numbers.get(each.item_id or "", "")),
                each.labels,
                f"{each.found_at.astimezone(JST):%m/%d %H:%M}",
                f"{each.note}（{each.settled_by}）" if each.settled_at else "未対応",
            )
            for each in found
        ],
    )


def settle_discrepancy(
    receipt: Annotated[str, typer.Argument(help="処理番号")],
    note: Annotated[str, typer.Option(help="どう対応したか")],
    operator: Operator = "",
) -> None:
    """合わない登録に対応したことを記録する."""
    office = Office.open()
    try:
        office.reconciling.settle(
            receipt, who=operator or office.current_user(), note=note
        )
    finally:
        office.close()
    console.print(f"処理番号 {receipt} を対応済みにしました。")
