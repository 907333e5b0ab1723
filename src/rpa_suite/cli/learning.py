"""The nightly command: verified fields become a better reading, if they do."""

import json
import os
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from rpa_suite.cli.output import AsJson, print_json, print_table
from rpa_suite.jp.eras import JST
from rpa_suite.model.staff import Duty

_AT = "22:30"


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("learn")(learn)


def learn(
    history: Annotated[
        bool, typer.Option("--list", help="これまでの学習の記録（署名を確かめる）")
    ] = False,
    rollback: Annotated[
        bool, typer.Option("--rollback", help="いまの学習結果を取り消し、前に戻す")
    ] = False,
    schedule: Annotated[
        bool, typer.Option("--schedule", help="毎晩行うための登録のしかたを示す")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """確認済みの項目から読み方を学び、よくなったときだけ採用する（夜間に）."""
    if schedule:
        _show_schedule()
        return
    from rpa_suite.app.office import Office

    office = Office.open()
    try:
        if history:
            _show_history(office, as_json)
        elif rollback:
            _roll_back(office)
        else:
            _learn(office, as_json)
    finally:
        office.close()


def _learn(office: Any, as_json: bool) -> None:
    from rpa_suite.app.learning import learn as learn_now
    from rpa_suite.ocr.models import find_models
    from rpa_suite.ocr.recogniser import Recogniser

    models = find_models()
    done = learn_now(
        office.store,
        office.templates,
        Recogniser(models, threads=office.settings.reader_threads),
        net=models.of_hands,
        keyed_hash=office.vault.keyed_hash,
        keep=timedelta(days=office.settings.training_days),
        now=office.now(),
        on_step=lambda said: None if as_json else print(f"{said}…", flush=True),
    )
    told = {"taken": done.taken, "deleted": done.deleted, "report": done.report}
    if done.head:
        told |= {"hash": done.head.report_hash, "signature": done.head.signature}
    if as_json:
        print_json(told)
        return
    print(f"切り抜き {done.taken}件を加え、期限の過ぎた {done.deleted}件を消しました。")
    if done.head is None:
        print(
            f"確認済みの項目がまだ {done.report['verified_rows']}件です。"
            f"{done.report['least_rows']}件以上たまってから学習します。"
        )
        return
    _show_report(done.report)
    print(f"記録の SHA-256: {done.head.report_hash}")


def _show_report(report: Mapping[str, Any]) -> None:
    from rpa_suite.app.accepting import KIND_LABELS

    print_table(
        f"学習の結果（学習 {report['used_rows']}項目、"
        f"判定に取り分けた {report['held_out_rows']}項目）",
        ("項目の種類", "庁内の筆跡（正しい項目）", "出荷時の見本", "判定"),
        [
            (
                KIND_LABELS[kind],
                _before_after(told["office"]),
                _before_after(told["stock"]),
                "採用" if told["adopted"] else "見送り",
            )
            for kind, told in report["kinds"].items()
        ],
    )


def _before_after(scores: list[dict[str, Any]]) -> str:
    if len(scores) < 2:
        return "—"
    before, after = scores
    return f"{before['right']} → {after['right']} / {after['rows']}"


def _show_history(office: Any, as_json: bool) -> None:
    from rpa_suite.store.learning import is_genuine

    heads = office.store.learning.heads()
    current = office.store.learning.current()
    rows = [
        {
            "made_at": each.made_at.astimezone(JST).isoformat(timespec="minutes"),
            "adopted": [
                kind
                for kind, told in json.loads(each.report)["kinds"].items()
                if told["adopted"]
            ],
            "is_current": current is not None and each.sequence == current.sequence,
            "withdrawn_by": each.withdrawn_by,
            "report_hash": each.report_hash,
            "is_genuine": is_genuine(each, office.vault.keyed_hash),
        }
        for each in heads
    ]
    if as_json:
        print_json(rows)
        return
    if not rows:
        print("学習はまだ行われていません。rpa-suite learn で始めます。")
        return
    print_table(
        "学習の記録（新しい順）",
        ("日時", "採用した種類", "状態", "記録の SHA-256", "署名"),
        [
            (
                row["made_at"],
                "、".join(row["adopted"]) or "なし",
                "使用中"
                if row["is_current"]
                else f"取消（{row['withdrawn_by']}）"
                if row["withdrawn_by"]
                else "",
                row["report_hash"][:16] + "…",
                "正しい" if row["is_genuine"] else "書き換えられています",
            )
            for row in rows
        ],
    )


def _roll_back(office: Any) -> None:
    from rpa_suite.app.learning import roll_back

    office.permissions.require(Duty.MANAGE)
    taken = roll_back(office.store, who=office.current_user(), now=office.now())
    current = office.store.learning.current()
    said = f"{current.made_at.astimezone(JST):%Y-%m-%d} の結果" if current else "出荷時"
    print(
        f"{taken.made_at.astimezone(JST):%Y-%m-%d %H:%M} の学習結果を取り消しました。"
        f"これからは{said}の読み方で読みます。"
    )


def _show_schedule() -> None:
    """Say how this very command is run every night on this PC."""
    command = Path(sys.argv[0]).resolve()
    here = Path.cwd()
    if os.name == "nt":
        print("管理者のコマンドプロンプトで、次の1行を実行してください。")
        print(
            f'schtasks /Create /TN "rpa-suite learn" /SC DAILY /ST {_AT} '
            f'/TR "cmd /c cd /d \\"{here}\\" && \\"{command}\\" learn"'
        )
        print('やめるとき: schtasks /Delete /TN "rpa-suite learn"')
        return
    hour, minute = _AT.split(":")
    print("crontab -e で、次の1行を加えてください。")
    print(f'{minute} {hour} * * * cd "{here}" && "{command}" learn')
    print(
        "Windows では、このコマンドを Windows で実行すると"
        "タスクスケジューラの登録方法を示します。"
    )
