"""Commands about paper: reading a scan, looking at templates."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer

from rpa_suite.cli import templates
from rpa_suite.cli.acceptance import acceptance
from rpa_suite.cli.output import AsJson, print_json, print_table
from rpa_suite.errors import FormMismatch, InputError, TemplateError
from rpa_suite.jp.eras import JST
from rpa_suite.model.forms import FormTemplate
from rpa_suite.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("read")(read)
    template = typer.Typer(help="帳票テンプレート", no_args_is_help=True)
    template.command("list")(list_templates)
    template.command("check")(check_templates)
    template.command("blank")(write_blank)
    template.command("show")(show_on_scan)
    template.command("acceptance")(acceptance)
    templates.register(template)
    app.add_typer(template, name="template")


def read(
    file: Annotated[Path, typer.Argument(help="スキャン（PDF/TIFF/JPEG/PNG）")],
    overlay: Annotated[
        Path | None, typer.Option(help="項目を描いた画像を置くフォルダー")
    ] = None,
    show_values: Annotated[
        bool, typer.Option("--values", help="読み取った値も出す（個人情報）")
    ] = False,
    text: Annotated[
        bool, typer.Option("--text", help="帳票を問わず、紙の全文を出す（個人情報）")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """スキャンを読み、確かな項目と、人が見るべき項目を示す."""
    if text:
        _read_text(file, as_json)
        return
    known = _templates()
    shown = []
    unread = 0
    for number, result in enumerate(_results(file, known), start=1):
        if result.form is None:
            unread += 1
            shown.append({"form": number, "error": str(result.error)})
            if not as_json:
                print(f"{number} 番の帳票: {result.error}")
            continue
        template = known[result.form.template_id]
        if overlay:
            _write_overlays(overlay, number, result, template)
        shown.append(_form_json(number, result.form, show_values))
        if not as_json:
            _print_form(number, result.form, template, show_values)
    if as_json:
        print_json(shown)
    if unread:
        raise FormMismatch(f"「{file.name}」に読めない帳票が {unread} 枚あります。")


def _read_text(file: Path, as_json: bool) -> None:
    """Print every line of text on every page, whatever the form."""
    from rpa_suite.ocr.models import find_models
    from rpa_suite.ocr.paddle import FullPageReader
    from rpa_suite.ocr.pages import load_pages

    shown = []
    pages = load_pages(file)
    first = next(pages)  # a bad file is told before the models are loaded
    with FullPageReader(find_models(), threads=Settings().reader_threads) as reader:
        for page in chain((first,), pages):
            lines = [line.text for line in reader.read(page)]
            shown.append({"page": page.number, "lines": lines})
            if not as_json:
                print(f"--- {page.number} / {page.total} ページ")
                print("\n".join(lines))
    if as_json:
        print_json(shown)


def list_templates(as_json: AsJson = False) -> None:
    """登録済みの帳票テンプレート."""
    rows = [
        {
            "id": t.id,
            "code": t.code,
            "title": t.title,
            "edition": t.edition,
            "pages": t.pages,
            "fields": len(t.fields),
        }
        for t in _templates().values()
    ]
    if as_json:
        print_json(rows)
        return
    print_table(
        "帳票テンプレート",
        ("名前", "帳票ID", "帳票", "版", "ページ", "項目数"),
        [tuple(str(v) for v in row.values()) for row in rows],
    )


def check_templates(
    names: Annotated[
        list[str] | None, typer.Argument(help="帳票テンプレートの名前（既定: 全部）")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """テンプレートの誤りをすべて挙げる（誤りがあれば終了コード 2）."""
    from rpa_suite.ocr.templates import template_problems

    root = Settings().templates_dir
    # A folder that is not registered yet can be checked as well.
    folders = [
        root / name if (root / name).is_dir() else Path(name) for name in names or ()
    ] or sorted(path.parent for path in root.glob("*/template.toml"))
    found = {folder.name: template_problems(folder) for folder in folders}
    if as_json:
        print_json(found)
    else:
        for name, problems in found.items():
            print(f"{name}: {f'{len(problems)}件' if problems else '○'}")
            for problem in problems:
                print(f"  {problem}")
    if count := sum(map(len, found.values())):
        raise InputError(f"直すところが{count}件あります。")


def write_blank(
    template_id: Annotated[str, typer.Argument(help="テンプレートの名前")],
    out: Annotated[Path, typer.Option(help="PDF か PNG")],
    dpi: Annotated[int, typer.Option(help="PNG の解像度")] = 200,
    page: Annotated[int, typer.Option(help="ページ")] = 1,
) -> None:
    """記入前の帳票を PDF か PNG で書き出す."""
    template = _template(template_id)
    if out.suffix.lower() == ".pdf":
        out.write_bytes((Path(template.folder) / "blank.pdf").read_bytes())
    else:
        from PIL import Image

        from rpa_suite.ocr.blank import render_blank

        Image.fromarray(render_blank(template, page=page, dpi=dpi)).save(
            out, dpi=(dpi, dpi)
        )
    print(f"書き出しました: {out}")


def show_on_scan(
    template_id: Annotated[str, typer.Argument(help="テンプレートの名前")],
    scan: Annotated[Path, typer.Argument(help="スキャン")],
    out: Annotated[Path, typer.Option(help="画像を置くフォルダー")],
) -> None:
    """テンプレートの項目をスキャンの上に描く."""
    templates = {template_id: _template(template_id)}
    for number, result in enumerate(_results(scan, templates), start=1):
        if result.error:
            raise result.error
        _write_overlays(out, number, result, templates[template_id])


def _results(file: Path, templates: dict[str, FormTemplate]) -> Iterator[Any]:
    from rpa_suite.ocr.models import find_models
    from rpa_suite.ocr.reader import read_file
    from rpa_suite.ocr.recogniser import Recogniser

    settings = Settings()
    recogniser = Recogniser(find_models(), threads=settings.reader_threads)
    today = datetime.now(JST).date()
    return read_file(file, templates, recogniser, today=today)


def _templates() -> dict[str, FormTemplate]:
    from rpa_suite.ocr.templates import load_templates

    root = Settings().templates_dir
    templates = load_templates(root)
    if not templates:
        raise TemplateError(
            f"帳票テンプレートが1つもありません（探した場所: {root.resolve()}）。"
            "rpa-suite のフォルダーで実行しているか、"
            "RPA_SUITE_TEMPLATES_DIR の場所を確かめてください。"
        )
    return templates


def _template(template_id: str) -> FormTemplate:
    templates = _templates()
    if template_id not in templates:
        raise TemplateError(
            f"テンプレート「{template_id}」はありません。"
            f"登録済み: {'、'.join(sorted(templates))}"
        )
    return templates[template_id]


def _write_overlays(
    folder: Path, number: int, result: Any, template: FormTemplate
) -> None:
    from PIL import Image

    from rpa_suite.ocr.overlay import draw_readings

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"フォルダー「{folder}」を作れません。") from error
    for page, flat in result.flats.items():
        path = folder / f"form{number:03}-p{page}.png"
        Image.fromarray(draw_readings(flat, result.form, template, page=page)).save(
            path
        )
        print(f"書き出しました: {path}")


def _form_json(number: int, form: Any, show_values: bool) -> dict[str, Any]:
    return {
        "form": number,
        "template": form.template_id,
        "residual_mm": round(form.residual_mm, 3),
        "readings": [
            {
                "field": each.field_id,
                "confidence": round(each.confidence, 4),
                "doubt": each.doubt,
                **({"value": each.value} if show_values else {}),
            }
            for each in form.readings
        ],
    }


def _print_form(
    number: int, form: Any, template: FormTemplate, show_values: bool
) -> None:
    labels = {each.id: each.label for each in template.fields}
    headers = ["項目", "確からしさ", "人が見る理由"]
    if show_values:
        headers.insert(1, "値")
    rows = []
    for each in form.readings:
        if not each.value and not each.doubt:
            continue
        row = [labels[each.field_id], f"{each.confidence:.3f}", each.doubt or ""]
        if show_values:
            row.insert(1, each.value or "")
        rows.append(row)
    print_table(
        f"{number} 番の帳票: {template.title}（人が見る項目 {len(form.doubts)}）",
        headers,
        rows,
    )
