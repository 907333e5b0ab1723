"""Commands about work items."""

from typing import Annotated, Any

import typer

from rpa_suite.app.hand_actions import HandAction
from rpa_suite.app.office import Office
from rpa_suite.cli.output import AsJson, print_json, print_pairs, print_table
from rpa_suite.cli.parameters import Operator
from rpa_suite.errors import InputError
from rpa_suite.model.work import ItemState, WorkItem


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("items")(list_items)
    app.command("item")(show_item)
    app.command("act")(act_on_item)
    app.command("audit")(verify_audit)


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
