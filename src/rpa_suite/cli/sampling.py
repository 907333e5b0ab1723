"""``rpa-suite samples`` and ``rpa-suite sampled``: 抜取り確認."""

from typing import Annotated

import typer

from rpa_suite.app.office import Office
from rpa_suite.app.sampling import check_sample, waiting_samples
from rpa_suite.cli.output import AsJson, print_json, print_table
from rpa_suite.cli.parameters import Operator, RobotId
from rpa_suite.errors import InputError


def list_samples(robot: RobotId, as_json: AsJson = False) -> None:
    """人が原票と見比べるのを待っている登録の一覧（抜取り確認）."""
    office = Office.open()
    try:
        found = office.robot(robot)
        waiting = waiting_samples(office, found)
    finally:
        office.close()
    if as_json:
        print_json([{"number": i.number, "receipt": i.receipt} for i in waiting])
    elif not waiting:
        print("抜取り確認を待つ登録はありません。")
    else:
        print_table(
            f"{found.human_checks.sample}を原票と見比べる登録",
            ("処理番号", "明細"),
            [(item.receipt or "", str(item.number)) for item in waiting],
        )


def record_sample(
    robot: RobotId,
    receipt: Annotated[str, typer.Argument(help="処理番号")],
    wrong: Annotated[bool, typer.Option("--wrong", help="原票と違っていた")] = False,
    note: Annotated[str, typer.Option(help="気付いたこと・直したこと")] = "",
    operator: Operator = "",
) -> None:
    """原票と見比べた結果を記録する."""
    office = Office.open()
    try:
        who = operator or office.current_user()
        for item in waiting_samples(office, office.robot(robot)):
            if item.receipt == receipt:
                check_sample(office, item, who=who, is_right=not wrong, note=note)
                break
        else:
            raise InputError(
                f"処理番号「{receipt}」は、抜取り確認を待っていません"
                f"（rpa-suite samples {robot}）。"
            )
    finally:
        office.close()
    print(f"処理番号 {receipt} の確認を記録しました。")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("samples")(list_samples)
    app.command("sampled")(record_sample)
