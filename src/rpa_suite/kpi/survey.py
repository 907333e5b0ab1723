"""The figures as the national survey (総務省) asks for them, one line a 業務."""

import csv
from pathlib import Path

from rpa_suite.kpi.figures import hours, in_percent
from rpa_suite.kpi.labels import year_name
from rpa_suite.kpi.report import Report, TaskLine

HEADERS = (
    "団体コード",
    "年度",
    "業務番号",
    "業務名",
    "分野",
    "開始年月",
    "実証/本格",
    "ツール",
    "ネットワーク層",
    "件数",
    "導入前時間",
    "導入後時間",
    "削減時間",
    "削減率(%)",
    "備考",
)


def write_survey(path: Path, report: Report) -> None:
    """Write the CSV; Excel opens it as UTF-8."""
    survey = report.shown.kpi.plan.survey
    year = year_name(report.shown.year.fiscal_year)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        for line in report.lines:
            # Corrections stand beside the minutes after, so that the three agree.
            after = line.before - line.saved
            rate = line.saved / line.before if line.before else None
            writer.writerow(
                (
                    survey.city_code,
                    year,
                    line.task,
                    line.title,
                    survey.field.get(line.section, "その他"),
                    line.since,
                    survey.stage,
                    survey.tool,
                    survey.network,
                    line.items + line.exceptions,
                    "" if line.unmeasured else hours(line.before),
                    "" if line.unmeasured else hours(after),
                    "" if line.unmeasured else hours(line.saved),
                    "" if rate is None else in_percent(rate),
                    _note(line),
                )
            )


def _note(line: TaskLine) -> str:
    if line.unmeasured:
        spent = f"。合計では {hours(line.saved)} 時間" if line.saved else ""
        return f"手作業時間は未計測{spent}"
    return f"訂正 {hours(line.corrections)} 時間を含む" if line.corrections else ""
