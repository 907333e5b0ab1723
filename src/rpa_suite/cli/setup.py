"""Commands about this installation."""

import typer

from rpa_suite.app.doctor import examine
from rpa_suite.cli.output import AsJson, print_json, print_table
from rpa_suite.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("doctor")(doctor)


def doctor(as_json: AsJson = False) -> None:
    """この PC の設定を調べ、足りないものと次にすることを示す."""
    findings = examine(Settings())
    well = all(each.ok for each in findings)
    if as_json:
        print_json(
            {
                "ok": well,
                "findings": [
                    {
                        "check": each.check,
                        "ok": each.ok,
                        "detail": each.detail,
                        "advice": "" if each.ok else each.advice,
                    }
                    for each in findings
                ],
            }
        )
    else:
        print_table(
            "診断",
            ("項目", "結果", "内容", "次にすること"),
            [
                (
                    each.check,
                    "○ 良" if each.ok else "× 要対応",
                    each.detail,
                    "" if each.ok else each.advice,
                )
                for each in findings
            ],
        )
    if not well:
        raise SystemExit(3)
