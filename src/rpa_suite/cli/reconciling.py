"""Commands about what the business system's own list shows otherwise (突合)."""

from typing import Annotated

import typer

from rpa_suite.app.office import Office
from rpa_suite.cli.output import AsJson, console, print_json, print_table
from rpa_suite.cli.parameters import Operator
from rpa_suite.jp.eras import JST


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("discrepancies")(list_discrepancies)
    app.command("settle")(settle_discrepancy)


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
