"""Joins the commands and turns errors into a sentence and an exit code."""

import os
import subprocess
import sys
from typing import Annotated

import typer

from rpa_suite import __version__
from rpa_suite.cli import (
    baselines,
    bpr,
    importing,
    items,
    kpi,
    learning,
    office_names,
    reading,
    reconciling,
    robots,
    sampling,
    setup,
    sorting,
    staff,
    workbench,
)
from rpa_suite.cli.output import complain
from rpa_suite.errors import InputError, SuiteError

app = typer.Typer(
    name="rpa-suite",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
importing.register(app)
items.register(app)
reconciling.register(app)
robots.register(app)
workbench.register(app)
sampling.register(app)
reading.register(app)
learning.register(app)
office_names.register(app)
sorting.register(app)
kpi.register(app)
baselines.register(app)
bpr.register(app)
setup.register(app)
staff.register(app)


def _tell_version(wanted: bool) -> None:
    if wanted:
        print(f"rpa-suite {__version__}")
        raise typer.Exit


@app.callback()
def of_all_commands(
    _: Annotated[
        bool,
        typer.Option(
            "--version", callback=_tell_version, is_eager=True, help="版を表示する"
        ),
    ] = False,
) -> None:
    """紙からRPAまで: 読み取り・確認・登録・削減時間の集計."""


training = typer.Typer(help="練習用業務システム", no_args_is_help=True)
app.add_typer(training, name="training")


@training.command("serve")
def serve_training(
    port: Annotated[int, typer.Option(help="ポート番号")] = 8400,
    seed: Annotated[int, typer.Option(help="架空の人々を作る種")] = 1,
    db: Annotated[str, typer.Option(help="データベースの場所（空は一時）")] = "",
    profile: Annotated[
        str, typer.Option(help="障害の組: calm / realistic / hostile")
    ] = "calm",
    pace: Annotated[float, typer.Option(help="待ち時間の倍率")] = 1.0,
) -> None:
    """練習用業務システムを起動する（このPCの中だけ）."""
    if profile not in ("calm", "realistic", "hostile"):
        raise InputError("--profile は calm・realistic・hostile のどれかです。")
    arguments = ["--port", str(port), "--seed", str(seed)]
    arguments += ["--profile", profile, "--pace", str(pace)]
    if db:
        arguments += ["--db", db]
    raise SystemExit(
        subprocess.call([sys.executable, "-m", "rpa_suite.training", *arguments])
    )


@app.command()
def gui() -> None:
    """ランチャーの窓を開く."""
    raise SystemExit(subprocess.call([sys.executable, "-m", "gui"]))


def main() -> None:
    """Run the command line; never shows a traceback for an error of ours."""
    # Windows consoles in Japanese offices still start in code page 932.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    from rpa_suite.security.redaction import configure_logging

    configure_logging(os.environ.get("RPA_SUITE_LOG", "WARNING"))
    try:
        app()
    except SuiteError as error:
        complain(error)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
