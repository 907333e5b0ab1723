"""Commands about mixed bundles: what could not be sorted waits in a tray."""

from pathlib import Path
from typing import Annotated, Any

import typer

from rpa_suite.app.office import Office
from rpa_suite.app.sorting import Sorted, SortingDesk
from rpa_suite.cli.output import AsJson, console, print_json, print_table
from rpa_suite.errors import InputError
from rpa_suite.jp.eras import JST
from rpa_suite.model.tray import TrayPage

Pages = Annotated[list[str], typer.Argument(help="ページの番号（先頭の数文字でよい）")]
Operator = Annotated[str, typer.Option(help="操作者（空は今のログイン名）")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    tray = typer.Typer(help="仕分け不可トレイ", no_args_is_help=True)
    tray.command("list")(list_pages)
    tray.command("show")(show_page)
    tray.command("assign")(assign_pages)
    tray.command("discard")(discard_pages)
    app.add_typer(tray, name="tray")


def preview_bundle(file: Path, *, as_json: bool) -> None:
    """Say which robot would get what of a bundle; nothing is stored."""
    office = Office.open()
    try:
        shown = SortingDesk(office).sort(file)
        if as_json:
            print_json(_sorted_json(shown))
        else:
            _print_sorted(shown, office)
    finally:
        office.close()


def import_bundle(file: Path, *, operator: str, as_json: bool) -> None:
    """Store a bundle: each form at its robot, the rest in the tray."""
    office = Office.open()
    try:
        desk = SortingDesk(office)
        shown = desk.sort(file)
        if not as_json:
            _print_sorted(shown, office)
        stored = desk.import_sorted(shown, operator=operator or office.current_user())
    finally:
        office.close()
    if as_json:
        print_json(
            {
                **_sorted_json(shown),
                "batches": {
                    each.batch.robot_id: each.batch.id for each in stored.imported
                },
                "items": sum(len(each.items) for each in stored.imported),
                "in_tray": len(stored.in_tray),
            }
        )
        return
    items = sum(len(each.items) for each in stored.imported)
    tray = len(stored.in_tray)
    print(f"取り込みました: {items} 件、仕分け不可トレイへ {tray} ページ")
    if stored.in_tray:
        print("仕分け不可のページは rpa-suite tray list で見られます。")


def _print_sorted(shown: Sorted, office: Office) -> None:
    """Print which robot gets what, and what nobody gets."""
    rows = [
        (
            office.robot(each.robot_id).title,
            str(each.importable),
            str(len(each.rows) - each.importable),
        )
        for each in shown.previews
    ]
    print_table(f"{shown.path.name}: 仕分け", ("ロボット", "取込", "除外"), rows)
    for each in shown.previews:
        if each.same_file:
            title = office.robot(each.robot_id).title
            print(f"・このファイルは、前に「{title}」へ取り込まれています。")
    if shown.unsorted:
        print_table(
            f"仕分け不可 {len(shown.unsorted)} ページ",
            ("ページ", "理由"),
            [(str(each.page), each.reason) for each in shown.unsorted],
        )


def _sorted_json(shown: Sorted) -> dict[str, Any]:
    """Return the same for a program."""
    return {
        "robots": {
            each.robot_id: {
                "importable": each.importable,
                "left_out": len(each.rows) - each.importable,
            }
            for each in shown.previews
        },
        "unsorted": [
            {"page": each.page, "template": each.template_id, "reason": each.reason}
            for each in shown.unsorted
        ],
    }


def list_pages(as_json: AsJson = False) -> None:
    """仕分けられなかったページの一覧."""
    office = Office.open()
    try:
        found = SortingDesk(office).waiting()
        titles = {each.id: each.title for each in office.templates.values()}
    finally:
        office.close()
    if as_json:
        print_json(
            [
                {
                    "id": page.id,
                    "source_sha256": page.source_sha256,
                    "page": page.page,
                    "template": page.template_id,
                    "reason": page.reason,
                    "found_at": page.found_at,
                    "found_by": page.found_by,
                }
                for page in found
            ]
        )
        return
    if not found:
        console.print("仕分け不可トレイは空です。")
        return
    print_table(
        f"仕分け不可トレイ {len(found)} ページ",
        ("番号", "ファイル", "ページ", "帳票", "理由", "取り込んだ日時"),
        [
            (
                page.id[:8],
                page.source_name,
                str(page.page),
                titles.get(page.template_id, "不明"),
                page.reason,
                f"{page.found_at.astimezone(JST):%m/%d %H:%M}",
            )
            for page in found
        ],
    )


def show_page(
    page: Annotated[str, typer.Argument(help="ページの番号（先頭の数文字でよい）")],
    out: Annotated[Path, typer.Option(help="書き出す JPEG（個人情報）")],
) -> None:
    """仕分けられなかったページの画像を書き出す."""
    office = Office.open()
    try:
        desk = SortingDesk(office)
        (found,) = _find(desk, [page])
        picture = desk.picture(found)
    finally:
        office.close()
    try:
        out.write_bytes(picture)
    except OSError as error:
        raise InputError(f"「{out}」に書けません。場所を確かめてください。") from error
    print(f"書き出しました: {out}")


def assign_pages(
    pages: Pages,
    template: Annotated[str, typer.Option(help="どの帳票か（template list で一覧）")],
    operator: Operator = "",
    as_json: AsJson = False,
) -> None:
    """選んだページを1枚の帳票として読み、そのロボットへ取り込む."""
    office = Office.open()
    try:
        if template not in office.templates:
            known = "、".join(sorted(office.templates))
            raise InputError(f"帳票「{template}」はありません。登録済み: {known}")
        desk = SortingDesk(office)
        imported = desk.assign(
            _find(desk, pages), template, operator=operator or office.current_user()
        )
    finally:
        office.close()
    if as_json:
        batch = imported.batch
        print_json({"batch": batch.id, "robot": batch.robot_id, "items": 1})
        return
    print(f"取り込みました: 1 件（{imported.items[0].state.label}）")


def discard_pages(
    pages: Pages,
    why: Annotated[str, typer.Option(help="破棄する理由（送付状、ちらし など）")],
    operator: Operator = "",
) -> None:
    """選んだページを破棄する（理由は残り、画像は消える）."""
    office = Office.open()
    try:
        desk = SortingDesk(office)
        ids = _find(desk, pages)
        desk.discard(ids, why=why, operator=operator or office.current_user())
    finally:
        office.close()
    print(f"破棄しました: {len(ids)} ページ")


def _find(desk: SortingDesk, prefixes: list[str]) -> list[str]:
    waiting: list[TrayPage] = desk.waiting()
    ids = []
    for prefix in prefixes:
        found = [page.id for page in waiting if page.id.startswith(prefix)]
        if len(found) != 1:
            raise InputError(
                f"仕分け不可トレイに、番号「{prefix}」のページは {len(found)} 件です。"
                "rpa-suite tray list で確かめてください。"
            )
        ids += found
    return ids
