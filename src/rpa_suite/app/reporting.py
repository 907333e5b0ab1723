"""Writes the reports of a 年度: Excel, PDF, HTML and the survey's CSV, one record."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rpa_suite.app.savings import Savings
from rpa_suite.errors import InputError
from rpa_suite.kpi.example import since_introduction_text
from rpa_suite.kpi.pdf import write_pdf
from rpa_suite.kpi.report import Report, report
from rpa_suite.kpi.report_page import render_report
from rpa_suite.kpi.survey import write_survey
from rpa_suite.kpi.workbook import write_workbook
from rpa_suite.model.work import Environment
from rpa_suite.ocr.pdf_font import PDF_FONT, register_pdf_font


def write_reports(
    savings: Savings,
    folder: Path,
    *,
    environment: Environment = Environment.PRODUCTION,
    year: int | None = None,
    example: bool = False,
) -> dict[str, Path]:
    """Write all files of a year into ``folder``.

    Returns:
        Kind (excel, pdf, html, survey) to file.

    Raises:
        InputError: A file cannot be written.
        SetupError: No Japanese font can be embedded.
    """
    made = make_report(savings, environment=environment, year=year, example=example)
    return write_files(made, folder)


def write_files(made: Report, folder: Path) -> dict[str, Path]:
    """Write one report as every kind of file.

    Raises:
        InputError: A file cannot be written.
        SetupError: No Japanese font can be embedded.
    """
    number = made.shown.year.fiscal_year
    name = f"RPA削減時間_{number}年度" + (f"_{made.what}" if made.what else "")
    paths = {
        "excel": folder / f"{name}.xlsx",
        "pdf": folder / f"{name}.pdf",
        "html": folder / f"{name}.html",
        "survey": folder / f"{name}_調査.csv",
    }
    register_pdf_font()
    writers: dict[str, Callable[[Path], object]] = {
        "excel": lambda path: write_workbook(path, made),
        "pdf": lambda path: write_pdf(path, made, font=PDF_FONT),
        "html": lambda path: path.write_text(render_report(made), encoding="utf-8"),
        "survey": lambda path: write_survey(path, made),
    }
    for kind, path in paths.items():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            writers[kind](path)
        except OSError as error:
            raise InputError(
                f"「{path.name}」へ書き出せません。開いていたら閉じるか、"
                "別のフォルダーを選んでください。"
            ) from error
    return paths


def make_report(
    savings: Savings,
    *,
    environment: Environment,
    year: int | None = None,
    example: bool = False,
) -> Report:
    """Return what the files say."""
    if example:
        shown = savings.example(year) if year else savings.example()
        what = "計算例"
    else:
        shown = savings.dashboard(environment, year)
        what = "" if environment is Environment.PRODUCTION else "練習"
    made = report(
        shown,
        what=what,
        made_on=savings.today(),
        since={} if example else savings.first_months(environment),
    )
    if not example:
        return made
    other = (
        "計算例は年間合計の読み方で作っています。"
        f"累計の読み方の例は {since_introduction_text()} 時間です。"
    )
    return replace(made, notes=(*made.notes, other))
