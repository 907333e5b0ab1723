"""The report as one HTML page that needs nothing beside itself."""

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from rpa_suite.kpi import scene
from rpa_suite.kpi.dashboard_text import hours_text, key_figures
from rpa_suite.kpi.figures import percent
from rpa_suite.kpi.labels import saved_words
from rpa_suite.kpi.report import Report


def render_report(report: Report) -> str:
    """Return the page; charts are part of it."""
    templates = Environment(
        loader=PackageLoader("rpa_suite.kpi"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["hours"] = hours_text
    templates.globals.update(percent=percent, saved_words=saved_words)
    scenes = (
        scene.curve(report.shown),
        scene.waterfall(report.shown),
        scene.bars("業務別の純削減（時間）", report.shown.tasks),
        scene.bars("課別の純削減（時間）", report.shown.sections),
    )
    return templates.get_template("report.html").render(
        report=report,
        figures=key_figures(report.shown),
        # ``svg`` escapes the words it is given.
        charts=[(each.caption, Markup(scene.svg(each))) for each in scenes],
    )
