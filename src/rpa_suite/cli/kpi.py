"""Commands about hours saved."""

from pathlib import Path
from typing import Annotated

import typer

from rpa_suite.app.office import Office
from rpa_suite.cli.output import AsJson, print_json
from rpa_suite.model.work import Environment


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("kpi")(kpi)


def kpi(
    environment: Annotated[
        Environment, typer.Option(help="training は練習の集計（KPIに算入しない）")
    ] = Environment.PRODUCTION,
    example: Annotated[bool, typer.Option(help="計算例（令和2・3年度）を見る")] = False,
    html: Annotated[Path | None, typer.Option(help="1枚のHTMLに書き出す")] = None,
    as_json: AsJson = False,
) -> None:
    """削減時間とKPI（年度・課・業務別、正味）."""
    from rpa_suite.kpi.text import print_figures

    if example:
        from rpa_suite.kpi.example import example_figures

        shown = example_figures()
    else:
        office = Office.open()
        try:
            shown = office.kpi(environment)
        finally:
            office.close()
    if html:
        from rpa_suite.kpi.page import render_html

        rehearsal = environment is Environment.TRAINING and not example
        title = "練習の集計（KPIに算入しない）" if rehearsal else "RPAによる削減時間"
        html.write_text(render_html(shown, title=title), encoding="utf-8")
        print(f"書き出しました: {html}")
    if as_json:
        from rpa_suite.kpi.figures import to_json

        print_json(to_json(shown))
    elif not html:
        print_figures(shown)
