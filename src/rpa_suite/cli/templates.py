"""Commands that make a template: proposed, tried on scans, moved to a new edition."""

from pathlib import Path
from typing import Annotated, Any

import typer

from rpa_suite.cli.output import AsJson, print_json, print_table
from rpa_suite.errors import FormMismatch, InputError
from rpa_suite.settings import Settings

_OUT = "テンプレートを置くフォルダー。フォルダー名がテンプレートの名前になります"
_KINDS = {
    "digits": "数字",
    "kana": "カナ",
    "text": "文字",
    "code": "英数字",
    "date": "日付",
    "amount": "金額",
    "my_number": "個人番号",
    "corporate_number": "法人番号",
    "postal_code": "郵便番号",
    "phone": "電話番号",
    "choice": "選択",
    "check": "チェック",
    "signature": "署名",
}


def register(template: typer.Typer) -> None:
    """Add the commands of this module to ``rpa-suite template``."""
    template.command("propose")(propose_template)
    template.command("test")(try_on_scans)
    template.command("move")(move_template)
    template.command("edit")(edit_template)


def propose_template(
    blank: Annotated[Path, typer.Argument(help="記入前の帳票（PDF か画像）")],
    out: Annotated[Path, typer.Option(help=_OUT)],
    code: Annotated[str | None, typer.Option(help="帳票ID（例: OTA-F7）")] = None,
    edition: Annotated[str | None, typer.Option(help="版（例: v1、R8）")] = None,
    as_json: AsJson = False,
) -> None:
    """記入前の帳票から、項目を見つけてテンプレートの案を書く."""
    from rpa_suite.ocr.proposing.propose import propose
    from rpa_suite.ocr.proposing.writing import field_count, write_template
    from rpa_suite.ocr.template_saving import check_names

    check_names(out, code=code, edition=edition)
    proposal = propose(blank, _recogniser, on_page=_say_page(as_json))
    written = write_template(proposal, blank, out, code=code, edition=edition)
    draft = written.draft
    if as_json:
        print_json(
            {
                "folder": str(out),
                "id": draft.id,
                "code": draft.code,
                "edition": draft.edition,
                "title": draft.title,
                "pages": draft.pages,
                "marks_added": written.marks_added,
                "left_out": list(written.left_out),
                "entries": [
                    each.model_dump(mode="json", exclude_defaults=True)
                    for each in draft.entries
                ],
            }
        )
        return
    print_table(
        f"{draft.title}（{draft.code} {draft.edition}）",
        ("名前", "項目", "種類", "ページ", "マス・選択肢"),
        list(_rows(draft)),
    )
    print(f"{field_count(draft)} 項目の案を書きました: {out / 'template.toml'}")
    if written.marks_added:
        print(
            "この帳票には位置合わせ印がなかったので、印と QR を足した blank.pdf を"
            "作りました。これからは blank.pdf を印刷して配ってください。"
        )
    if written.left_out:
        print("ほかの項目に重なるため外したもの: " + "、".join(written.left_out))
    print(
        "項目の名前・種類・必須・二人確認を見直してください: "
        f"rpa-suite template edit {out}"
    )


def _rows(draft: Any) -> Any:
    from rpa_suite.ocr.template_file import TableShape

    for entry in draft.entries:
        if not isinstance(entry, TableShape):
            yield (
                entry.id,
                entry.label,
                *_said(entry),
            )
            continue
        yield (
            entry.id,
            f"{entry.label}（{entry.rows} 行）",
            "表",
            str(entry.page),
            f"{len(entry.column)} 列",
        )
        for column in entry.column:
            kind, _, rest = _said(column)
            yield f"  {column.id}", column.label, kind, "", rest


def _said(field: Any) -> tuple[str, str, str]:
    cells = "-".join(str(int(run[2])) for run in field.cells)
    options = "・".join(field.options)
    lines = f"{field.lines} 行" if field.lines > 1 else ""
    rest = " ".join(part for part in (cells, options, lines) if part)
    return _KINDS[field.kind], str(field.page), rest


def try_on_scans(
    name: Annotated[str, typer.Argument(help="テンプレートの名前かフォルダー")],
    scans: Annotated[list[Path], typer.Argument(help="記入済みの帳票のスキャン")],
    out: Annotated[
        Path | None, typer.Option(help="読み取りを描いた画像を置くフォルダー")
    ] = None,
    show_values: Annotated[
        bool, typer.Option("--values", help="読み取った値も出す（個人情報）")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """テンプレートをスキャンで試し、読み取りと、人が見る理由を示す."""
    from rpa_suite.ocr.template_trial import try_template

    recogniser = _recogniser()
    tried = try_template(template_folder(name), scans, recogniser)
    if out:
        for path in tried.save_pictures(out):
            if not as_json:
                print(f"書き出しました: {path}")
    if as_json:
        print_json(tried.as_json(show_values=show_values))
    else:
        for form in tried.forms:
            _print_trial(form, tried.labels, show_values=show_values)
        print_table(
            f"{tried.title}: {tried.read_count} 枚の読み取り",
            ("項目", "記入", "採用", "人が見る", "正しい", "おもな理由"),
            [
                (
                    each.label,
                    str(each.written),
                    str(each.accepted),
                    str(each.doubted),
                    "" if each.known == 0 else f"{each.right}/{each.known}",
                    each.main_doubt,
                )
                for each in tried.fields
            ],
        )
    if tried.unread:
        raise FormMismatch(
            f"{tried.unread} 枚を読めませんでした。"
            "帳票と版、用紙の向きを確かめてください。"
        )


def _print_trial(form: Any, labels: Any, *, show_values: bool) -> None:
    if form.problem:
        print(f"{form.file}: {form.problem}")
        return
    shown = form.readings
    doubts = [each for each in shown if each.doubt]
    print(
        f"{form.file}: {len(shown)} 項目のうち人が見るもの {len(doubts)}"
        f"（位置のずれ {form.residual_mm:.2f} mm）"
    )
    for each in shown if show_values else doubts:
        value = f"「{each.value or ''}」" if show_values else ""
        print(f"  {labels[each.field_id]}{value} {each.doubt or ''}")


def move_template(
    blank: Annotated[Path, typer.Argument(help="今年の、記入前の帳票")],
    last: Annotated[str, typer.Option("--from", help="去年のテンプレート")],
    out: Annotated[Path, typer.Option(help=_OUT)],
    edition: Annotated[
        str | None, typer.Option(help="今年の版（例: R9。QR にあれば不要）")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """去年のテンプレートを今年の帳票に移し、動いた・増えた・なくなった項目を示す."""
    from rpa_suite.ocr.proposing.moving import WORDS, move
    from rpa_suite.ocr.proposing.propose import propose
    from rpa_suite.ocr.template_saving import check_names

    check_names(out, code=None, edition=edition)
    old = template_folder(last)
    moved = move(
        propose(blank, _recogniser, on_page=_say_page(as_json)),
        old,
        _recogniser,
        name=out.name,
        edition=edition,
    )
    moved.save(blank, out)
    if as_json:
        print_json(
            {
                "folder": str(out),
                "from": old.name,
                "edition": moved.draft.edition,
                "changes": [
                    {
                        "id": each.id,
                        "label": each.label,
                        "what": each.what.value,
                        "note": each.note,
                    }
                    for each in moved.changes
                ],
                "rules_dropped": list(moved.rules_dropped),
            }
        )
        return
    changed = [each for each in moved.changes if each.what.value != "same"]
    print_table(
        f"{moved.draft.title}: {old.name} から {moved.draft.edition} 版へ",
        ("変わりかた", "名前", "項目", "内容"),
        [(WORDS[each.what], each.id, each.label, each.note) for each in changed],
    )
    same = len(moved.changes) - len(changed)
    print(f"そのまま {same} 項目。書きました: {out / 'template.toml'}")
    for message in moved.rules_dropped:
        print(f"項目がなくなったため外した決まり: {message}")


def edit_template(
    folder: Annotated[
        Path | None, typer.Argument(help="テンプレートの名前かフォルダー")
    ] = None,
    blank: Annotated[
        Path | None, typer.Option(help="記入前の帳票から新しく始める")
    ] = None,
) -> None:
    """テンプレートの編集画面を開く."""
    import subprocess
    import sys

    command = [sys.executable, "-m", "gui.template_editor_main"]
    if folder:
        command.append(str(template_folder(str(folder))))
    elif blank:
        command += ["--blank", str(blank)]
    if code := subprocess.run(command, check=False).returncode:
        raise typer.Exit(code)


def template_folder(name: str) -> Path:
    """Return the folder of a template by its name, or the folder itself.

    Raises:
        InputError: Neither is there.
    """
    for folder in (Settings().templates_dir / name, Path(name)):
        if (folder / "template.toml").is_file():
            return folder
    raise InputError(
        f"テンプレート「{name}」がありません。"
        "rpa-suite template list で名前を確かめるか、フォルダーを指定してください。"
    )


def _recogniser() -> Any:
    from rpa_suite.ocr.models import find_models
    from rpa_suite.ocr.recogniser import Recogniser

    return Recogniser(find_models(), threads=Settings().reader_threads)


def _say_page(as_json: bool) -> Any:
    def say(number: int, total: int) -> None:
        if not as_json:
            print(f"{number} / {total} ページを見ました")

    return say
